import type { LessonQuestion, Locale, Predictions } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { leaveFocus } from './leave-focus.ts'
import { OrderQuestion } from './order-question.tsx'

type Answer = Predictions[string]

interface PredictProps {
  readonly questions: readonly LessonQuestion[]
  readonly language: Locale
  readonly answers: Predictions
  /** The lesson runs, or may run: what is compared was given before. */
  readonly closed: 'running' | 'unknown' | undefined
  readonly onAnswer: (question: string, answer: Answer | undefined) => void
}

const helps = { running: 'lab.predictClosed', unknown: 'lab.predictUnknown', open: 'lab.predictHelp' } as const

/** What the learner expects, asked before the run. */
export function Predict({ questions, language, answers, closed, onAnswer }: PredictProps) {
  const text = useText()
  if (questions.length === 0) return undefined
  return (
    <section className="predict" aria-labelledby="lab-predict">
      <h2 id="lab-predict">{text('lab.predict')}</h2>
      <p className="quiet" role="status">
        {text(helps[closed ?? 'open'])}
      </p>
      {questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          language={language}
          answer={answers[question.id]}
          closed={closed !== undefined}
          onAnswer={(answer) => onAnswer(question.id, answer)}
        />
      ))}
    </section>
  )
}

interface QuestionProps {
  readonly question: LessonQuestion
  readonly language: Locale
  readonly answer: Answer | undefined
  readonly closed: boolean
  readonly onAnswer: (answer: Answer | undefined) => void
}

function Question({ question, language, answer, closed, onAnswer }: QuestionProps) {
  const text = useText()
  const { id, kind, options = [], unit } = question
  return (
    <fieldset disabled={closed}>
      <legend>{question.text[language]}</legend>
      {kind === 'choice' &&
        options.map((option) => (
          <label key={option.id}>
            <input type="radio" name={id} checked={answer === option.id} onChange={() => onAnswer(option.id)} />
            {option.text[language]}
          </label>
        ))}
      {kind === 'number' && (
        <label>
          <input
            type="number"
            step="any"
            aria-label={question.text[language]}
            value={typeof answer === 'number' ? answer : ''}
            onChange={(event) => onAnswer(event.target.value === '' ? undefined : event.target.valueAsNumber)}
          />
          <small>{unit}</small>
        </label>
      )}
      {kind === 'order' && (
        <OrderQuestion
          options={options}
          language={language}
          order={Array.isArray(answer) ? answer : undefined}
          onOrder={onAnswer}
        />
      )}
      {answer !== undefined && (
        <button
          type="button"
          className="link"
          onClick={(event) => {
            leaveFocus(event)
            onAnswer(undefined)
          }}
        >
          {text('lab.predictClear')}
        </button>
      )}
    </fieldset>
  )
}
