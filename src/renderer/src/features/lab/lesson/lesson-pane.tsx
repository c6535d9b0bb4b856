import { useEffect, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import type { LessonFile, LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { CodeTab } from './code-tab.tsx'
import { LessonText } from './lesson-text.tsx'
import type { ReactNode } from 'react'

interface LessonPaneProps {
  readonly lesson: LessonSummary
  readonly language: Locale
  readonly previous: LessonSummary | undefined
  readonly next: LessonSummary | undefined
  readonly onOpen: (id: string) => void
  /** The questions before, or the answers after the run. */
  readonly children: ReactNode
}

interface Content {
  readonly text: string
  readonly files: readonly LessonFile[]
}

/** One lesson to read: its text, and the code that runs. */
export function LessonPane({ lesson, language, previous, next, onOpen, children }: LessonPaneProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const [content, setContent] = useState<Content>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    let wanted = true
    client?.lab.lesson({ lesson: lesson.id, locale: language }).then(
      (answer) => wanted && setContent(answer),
      (cause: unknown) => wanted && setFailure(cause instanceof Error ? cause.message : String(cause)),
    )
    return () => {
      wanted = false
    }
  }, [client, lesson.id, language])
  return (
    <article className="lesson">
      <header>
        <p className="quiet">
          {text('lab.chapter', { chapter: lesson.chapter })} · {lesson.id.slice(0, 2)}
        </p>
        <h1>{lesson.title[language]}</h1>
        <nav aria-label={text('lab.neighbours')}>
          <Neighbour lesson={previous} label={text('lab.previous')} sign="←" language={language} onOpen={onOpen} />
          <Neighbour lesson={next} label={text('lab.next')} sign="→" language={language} onOpen={onOpen} />
        </nav>
      </header>
      <p className="summary">{lesson.summary[language]}</p>
      {lesson.unavailable !== undefined && (
        <p role="note" className="note">
          {lesson.unavailable[language]}
        </p>
      )}
      {children}
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={text('lab.lesson')}>
          <Tab id="text">{text('lab.text')}</Tab>
          {content?.files.map((file) => (
            <Tab key={file.name} id={file.name}>
              {file.name}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="text">
          {failure !== undefined && <p role="alert">{text('lab.failedToRead', { message: failure })}</p>}
          {content === undefined ? (
            <p className="empty">{text('lab.loading')}</p>
          ) : (
            <LessonText source={content.text} />
          )}
        </TabPanel>
        {content?.files.map((file) => (
          <TabPanel key={file.name} id={file.name}>
            <CodeTab file={file} lesson={lesson.id} />
          </TabPanel>
        ))}
      </Tabs>
    </article>
  )
}

interface NeighbourProps {
  readonly lesson: LessonSummary | undefined
  readonly label: string
  readonly sign: string
  readonly language: Locale
  readonly onOpen: (id: string) => void
}

function Neighbour({ lesson, label, sign, language, onOpen }: NeighbourProps) {
  const title = lesson?.title[language]
  return (
    <button
      type="button"
      disabled={lesson === undefined}
      title={title}
      aria-label={title === undefined ? label : `${label}: ${title}`}
      onClick={() => lesson && onOpen(lesson.id)}
    >
      {sign}
    </button>
  )
}
