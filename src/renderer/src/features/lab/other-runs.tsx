import { useRef } from 'react'
import { useStore } from 'zustand'
import type { LessonSummary, Locale, RunSummary } from '../../../../shared/contract/lab.ts'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { ownProgram } from './place.ts'
import { failRun } from './run-store.ts'
import { showRun } from './start-run.ts'
import { useOtherRuns } from './use-other-runs.ts'

interface OtherRunsProps {
  readonly lessons: readonly LessonSummary[]
  readonly language: Locale
  readonly onOpen: (id: string) => void
}

/** Runs that go on beside the one on the stage: each can be shown, and stopped. */
export function OtherRuns({ lessons, language, onOpen }: OtherRunsProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const readOnly = useStore(backend, isReadOnly)
  const { runs, look } = useOtherRuns(client)
  const section = useRef<HTMLElement>(null)
  if (runs.length === 0 || client === undefined) return undefined
  const lessonOf = ({ lesson }: RunSummary) => lessons.find(({ id }) => id === lesson)
  const show = (run: RunSummary): void => {
    // The button that was pressed goes.
    section.current?.focus()
    onOpen(lessonOf(run)?.id ?? ownProgram)
    void showRun(client, run)
  }
  const stop = async ({ run }: RunSummary): Promise<void> => {
    section.current?.focus()
    try {
      await client.lab.stop({ run })
    } catch (cause) {
      failRun('stop', cause)
    }
    await look()
  }
  return (
    <section ref={section} className="other-runs" tabIndex={-1} aria-labelledby="lab-other-runs">
      <span id="lab-other-runs" role="status">
        {text('lab.otherRuns', { count: runs.length })}
      </span>
      <ul>
        {runs.map((each) => {
          const title = lessonOf(each)?.title[language] ?? each.lesson
          return (
            <li key={each.run} className="line">
              <b>{title}</b> <small>{each.run}</small>
              <button type="button" aria-label={text('lab.showRun', { title })} onClick={() => show(each)}>
                {text('lab.show')}
              </button>
              <button
                type="button"
                disabled={readOnly}
                title={readOnly ? text('readOnly') : undefined}
                aria-label={text('lab.stopRun', { title })}
                onClick={() => void stop(each)}
              >
                <i aria-hidden="true">■</i> {text('lab.stop')}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
