import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { LessonSummary } from '../../../../shared/contract/lab.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { LessonPanel } from './lesson-panel.tsx'

/** The lessons, and the one that is open. */
export function LabPage({ onShowInTree }: { readonly onShowInTree: (words: string) => void }) {
  const text = useText()
  const { locale } = useIntl()
  const client = useStore(backend, (state) => state.client)
  const [lessons, setLessons] = useState<readonly LessonSummary[]>()
  const [open, setOpen] = useState<string>()
  useEffect(() => {
    client?.lab.list().then(setLessons, () => setLessons([]))
  }, [client])
  if (lessons === undefined) return <p className="empty">{text('lab.loading')}</p>
  const language = locale === 'zh-CN' ? 'zh-CN' : 'en'
  const lesson = lessons.find((each) => each.id === open) ?? lessons[0]
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
