import type { LessonSummary, Locale } from '../../../../shared/contract/lab.ts'
import type { TraceEvent } from '../../../../shared/contract/trace.ts'
import { useText } from '../../i18n/use-text.ts'

interface CheckListProps {
  readonly lesson: LessonSummary
  readonly language: Locale
  readonly events: readonly TraceEvent[]
}

const marks = { passed: '✓', failed: '✗', inconclusive: '?' } as const

/** What was measured, with its evidence. */
export function CheckList({ lesson, language, events }: CheckListProps) {
  const text = useText()
  return (
    <section aria-labelledby="lab-checks">
      <h2 id="lab-checks">{text('lab.checks')}</h2>
      <ul className="checks">
        {lesson.checks.map((check) => {
          const result = events.find((event) => event.kind === 'check' && event.id === check.id)
          const measured = result?.kind === 'check' ? result : undefined
          return (
            <li key={check.id} data-outcome={measured?.outcome}>
              <b aria-hidden="true">{measured === undefined ? '·' : marks[measured.outcome]}</b>
              <div>
                {check.title[language]}
                <strong>{text(measured === undefined ? 'lab.notChecked' : `lab.${measured.outcome}`)}</strong>
                {measured !== undefined && <p>{measured.evidence}</p>}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
