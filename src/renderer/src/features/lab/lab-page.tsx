import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { LessonSummary } from '../../../../shared/contract/lab.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { LessonPanel } from './lesson-panel.tsx'
import { labRun, resumeRun } from './run-store.ts'

/** The lessons, and the one that is open. */
export function LabPage({ onShowInTree }: { readonly onShowInTree: (words: string) => void }) {
  const text = useText()
  const { locale } = useIntl()
  const client = useStore(backend, (state) => state.client)
  const shown = useStore(labRun, (state) => state.lesson)
  const [lessons, setLessons] = useState<readonly LessonSummary[]>()
  const [failure, setFailure] = useState<string>()
  const [open, setOpen] = useState<string>()
  useEffect(() => {
    if (client === undefined) return
    void resumeRun(client)
    client.lab
      .list()
      .then(setLessons, (cause: unknown) => setFailure(cause instanceof Error ? cause.message : String(cause)))
  }, [client])
  if (failure !== undefined && lessons === undefined) {
    return (
      <p className="empty" role="alert">
        {text('lab.failedToList', { message: failure })}
      </p>
    )
  }
  if (lessons === undefined) return <p className="empty">{text('lab.loading')}</p>
  if (lessons.length === 0) return <p className="empty">{text('lab.empty')}</p>
  const language = locale === 'zh-CN' ? 'zh-CN' : 'en'
  const lesson = lessons.find((each) => each.id === (open ?? shown)) ?? lessons[0]
  return (
    <div className="lab">
      <nav className="lessons" aria-label={text('lab.lessons')}>
        {lessons.map((each) => (
          <button
            key={each.id}
            type="button"
            aria-current={each.id === lesson?.id ? 'true' : undefined}
            onClick={() => setOpen(each.id)}
          >
            <small>{text('lab.chapter', { chapter: each.chapter })}</small>
            {each.id.slice(0, 2)} {each.title[language]}
          </button>
        ))}
      </nav>
      {lesson !== undefined && (
        <LessonPanel key={lesson.id} lesson={lesson} language={language} onShowInTree={onShowInTree} />
      )}
    </div>
  )
}
