import { useEffect, useEffectEvent, useState } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../shared/contract/lab.ts'
import { mostAlike } from '../../../../shared/model/nearest.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { LessonList } from './lesson/lesson-list.tsx'
import { neighbour } from './lesson-order.ts'
import { LessonWithRun } from './lesson-with-run.tsx'
import { ownProgram } from './place.ts'
import { markProgress, rememberPlace } from './progress.ts'
import { OtherRuns } from './other-runs.tsx'
import { labRun } from './run-store.ts'
import { forgetSignal } from './send-signal.ts'
import { resumeRun } from './start-run.ts'
import './lab.css'
import './lesson/lesson.css'
import './stage.css'
import './stage/below.css'
import './stage/console.css'
import './timeline.css'

export interface LabPageProps {
  /** The lesson that the address names. */
  readonly place: string | undefined
  readonly onPlace: (place: string) => void
  /** The address names none, or none that there is: this one is opened. */
  readonly onPlaceInstead: (place: string) => void
  readonly onShowInTree: (words: string) => void
}

/** The lessons, and the one that is open beside its stage. */
export function LabPage({ place, onPlace, onPlaceInstead, onShowInTree }: LabPageProps) {
  const text = useText()
  const { locale } = useIntl()
  const client = useStore(backend, (state) => state.client)
  /** Undefined before the host has said so. */
  const lastPlace = useStore(backend, ({ about, settings }) => about && settings.learner.place)
  const running = useStore(labRun, (state) => state.running)
  const shown = useStore(labRun, (state) => state.title)
  const [lessons, setLessons] = useState<readonly LessonSummary[]>()
  const [failure, setFailure] = useState<string>()
  const [listOpen, setListOpen] = useState(false)
  const [wide, setWide] = useState(false)
  const [unknown, setUnknown] = useState<{ readonly asked: string; readonly instead: string }>()
  useEffect(() => {
    if (client === undefined) return
    void resumeRun(client)
    client.lab
      .list()
      .then(setLessons, (cause: unknown) => setFailure(cause instanceof Error ? cause.message : String(cause)))
  }, [client])
  const language: Locale = locale === 'zh-CN' ? 'zh-CN' : 'en'
  const known = (id: string | undefined) =>
    id === ownProgram || lessons?.some((lesson) => lesson.id === id) ? id : undefined
  // One's own program is there at once: it must not take the place of a lesson that is only not listed yet.
  const open =
    lessons === undefined || lastPlace === undefined
      ? undefined
      : (known(place) ?? known(running ? shown : undefined) ?? known(lastPlace) ?? known(shown) ?? lessons[0]?.id)
  useEffect(() => {
    if (open === undefined) return
    rememberPlace(open)
    if (open !== ownProgram) markProgress(open, 'read')
    if (open === place) return
    // Another one is opened instead: it is said why.
    if (place !== undefined) setUnknown({ asked: place, instead: open })
    onPlaceInstead(open)
  }, [open, place, onPlaceInstead])
  const title = lessons?.find(({ id }) => id === open)?.title[language]
  // Who has gone on to another lesson need not be told any more where a signal of this one ended up.
  useEffect(() => forgetSignal, [open])
  const go = (id: string): void => {
    setListOpen(false)
    setUnknown(undefined)
    onPlace(id)
  }
  const openSaved = useEffectEvent((title: string) => lessons?.some(({ id }) => id === title) && go(title))
  // A run that is opened from a file belongs to its own lesson, whichever was open; a program of one's own is not in it.
  useEffect(
    () =>
      labRun.subscribe(({ picture, fromFile, title }, before) => {
        if (picture !== before.picture && fromFile && title !== undefined) openSaved(title)
      }),
    [],
  )
  if (failure !== undefined && lessons === undefined) {
    return (
      <p className="empty" role="alert">
        {text('lab.failedToList', { message: failure })}
      </p>
    )
  }
  if (lessons === undefined || lastPlace === undefined) return <p className="empty">{text('lab.loading')}</p>
  if (open === undefined) return <p className="empty">{text('lab.empty')}</p>
  const isUnknown = unknown !== undefined && unknown.instead === open
  const near = isUnknown
    ? mostAlike(
        unknown.asked,
        lessons.map(({ id }) => id),
      )
    : []
  return (
    <div className="lab-page">
      {isUnknown && (
        <p role="alert" className="unknown-lesson">
          {text('lab.noSuchLesson', { lesson: unknown.asked, near: near.length })}
          {near.map((id) => (
            <button key={id} type="button" className="link" onClick={() => go(id)}>
              {id}
            </button>
          ))}
          <button type="button" onClick={() => setUnknown(undefined)}>
            {text('lab.dismiss')}
          </button>
        </p>
      )}
      <OtherRuns lessons={lessons} language={language} onOpen={go} />
      <div className="lab" data-list={listOpen || undefined} data-wide={wide || undefined}>
        <p className="hidden" aria-live="polite">
          {title}
        </p>
        <button type="button" className="list-button" aria-expanded={listOpen} onClick={() => setListOpen(!listOpen)}>
          ☰ {text('lab.lessons')}
        </button>
        <LessonList
          lessons={lessons}
          open={open}
          expanded={listOpen}
          language={language}
          onOpen={go}
          onReveal={() => {
            setWide(false)
            setListOpen(true)
          }}
        />
        <LessonWithRun
          key={open}
          lesson={lessons.find(({ id }) => id === open)}
          runLesson={lessons.find(({ id }) => id === shown)}
          language={language}
          previous={neighbour(lessons, open, -1)}
          next={neighbour(lessons, open, 1)}
          wide={wide}
          onWide={setWide}
          onOpen={go}
          onShowInTree={onShowInTree}
        />
      </div>
    </div>
  )
}
