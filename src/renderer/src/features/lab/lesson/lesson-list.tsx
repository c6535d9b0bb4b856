import { useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { useFindKey } from '../../../components/use-find-key.ts'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { byChapter, searchLessons } from '../lesson-order.ts'
import { useLessonTexts } from './use-lesson-texts.ts'
import { ownProgram } from '../place.ts'

interface LessonListProps {
  readonly lessons: readonly LessonSummary[]
  readonly open: string | undefined
  /** In a narrow window it is a list that opens over the lesson. */
  readonly expanded: boolean
  readonly language: Locale
  readonly onOpen: (id: string) => void
  /** Brings the list into sight where it is hidden. */
  readonly onReveal: () => void
}

const chapters = [1, 2, 3, 4, 5, 6, 7, 8] as const
const isChapter = (chapter: number): chapter is (typeof chapters)[number] => chapters.some((each) => each === chapter)
const dots = { unread: '○', read: '○', run: '◐', passed: '●' } as const

/** Chapters and lessons, with how far the learner got. */
export function LessonList({ lessons, open, expanded, language, onOpen, onReveal }: LessonListProps) {
  const text = useText()
  const [words, setWords] = useState('')
  const reached = useStore(backend, (state) => state.settings.learner.progress)
  const texts = useLessonTexts(words !== '', language)
  const found = useMemo(
    () => byChapter(searchLessons(lessons, words, language, texts)),
    [lessons, words, language, texts],
  )
  const passed = lessons.filter(({ id }) => reached[id] === 'passed').length
  const links = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  useFindKey(() => {
    // What opens the list leads to the open lesson in it: the search comes after that.
    if (search.current?.checkVisibility() === false) flushSync(onReveal)
    search.current?.focus()
    search.current?.select()
  })
  useEffect(() => {
    links.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [open])
  useEffect(() => {
    if (!expanded) return
    const current = links.current?.querySelector<HTMLElement>('[aria-current]')
    current?.scrollIntoView({ block: 'center' })
    current?.focus({ preventScroll: true })
  }, [expanded])
  const current = (id: string) => (open === id ? ('page' as const) : undefined)
  return (
    <nav className="lessons" aria-label={text('lab.lessons')}>
      <input
        ref={search}
        type="search"
        aria-label={text('lab.search')}
        placeholder={text('lab.search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="quiet" role="status">
        {words === ''
          ? text('lab.passedOf', { passed, all: lessons.length })
          : texts === undefined
            ? text('lab.loading')
            : text('lab.found', { count: [...found.values()].flat().length })}
      </p>
      <div ref={links} className="lesson-links">
        {[...found].map(([chapter, list]) => (
          <section key={chapter} aria-label={text('lab.chapter', { chapter })}>
            <h3>
              {chapter} {isChapter(chapter) && text(`lab.chapter.${chapter}`)}
            </h3>
            {list.map(({ id, title, unavailable }) => {
              const how = reached[id] ?? 'unread'
              return (
                <button key={id} type="button" aria-current={current(id)} onClick={() => onOpen(id)}>
                  <i className="dot" data-progress={how} aria-hidden="true">
                    {dots[how]}
                  </i>
                  <span>
                    <small>{id.slice(0, 2)}</small> {title[language]}
                  </span>
                  <span className="hidden">{text(`lab.progress.${how}`)}</span>
                  {unavailable !== undefined && <small>{text('lab.notHere')}</small>}
                </button>
              )
            })}
          </section>
        ))}
        <section>
          <h3>{text('lab.yourOwn')}</h3>
          <button type="button" aria-current={current(ownProgram)} onClick={() => onOpen(ownProgram)}>
            <i className="dot" aria-hidden="true">
              ✎
            </i>
            <span>{text('lab.yourProgram')}</span>
          </button>
        </section>
      </div>
    </nav>
  )
}
