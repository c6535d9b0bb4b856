import type { LessonQuestion, Locale, Predictions } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { Report } from '../model/distribution.ts'

interface PredictionResultProps {
  readonly questions: readonly LessonQuestion[]
  readonly language: Locale
  readonly report: Report
}

/** @returns an answer in the words of its question */
export function answerText(question: LessonQuestion, answer: Predictions[string], language: Locale): string {
  const word = (id: string): string => question.options?.find((option) => option.id === id)?.text[language] ?? id
  if (typeof answer === 'string') return word(answer)
  if (typeof answer !== 'number') return answer.map(word).join(' → ')
  const number = Math.round(answer * 100) / 100
  return question.unit === undefined ? String(number) : `${number} ${question.unit}`
}

/** What was expected beside what was measured. */
export function PredictionResult({ questions, language, report }: PredictionResultProps) {
  const text = useText()
  const shown = questions.flatMap((question) => {
    const predicted = report.prediction?.find((each) => each.question === question.id)
    const measured = predicted?.measured ?? report.measured?.[question.id]
    return measured === undefined && predicted === undefined ? [] : [{ question, predicted, measured }]
  })
  if (shown.length === 0) return undefined
  return (
    <section className="predicted" aria-labelledby="lab-predicted">
      <h2 id="lab-predicted">{text('lab.predicted')}</h2>
      <ul>
        {shown.map(({ question, predicted, measured }) => (
          <li key={question.id} data-right={measured === undefined ? undefined : predicted?.right}>
            <p>{question.text[language]}</p>
            <dl>
              <dt>{text('lab.youSaid')}</dt>
              <dd>
                {predicted === undefined ? text('lab.skipped') : answerText(question, predicted.predicted, language)}
                {predicted !== undefined && measured !== undefined && (
                  <b> {text(predicted.right ? 'lab.right' : 'lab.wrong')}</b>
                )}
              </dd>
              <dt>{text('lab.measured')}</dt>
              <dd>{measured === undefined ? text('lab.notMeasured') : answerText(question, measured, language)}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}
