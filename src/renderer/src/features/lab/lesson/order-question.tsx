import type { LessonQuestion, Locale } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'

interface OrderQuestionProps {
  readonly options: NonNullable<LessonQuestion['options']>
  readonly language: Locale
  readonly order: readonly string[] | undefined
  readonly onOrder: (order: string[]) => void
}

/** Options that are brought into an order with buttons. */
export function OrderQuestion({ options, language, order, onOrder }: OrderQuestionProps) {
  const text = useText()
  const ids = order ?? options.map(({ id }) => id)
  const move = (from: number, step: number): void => {
    const next = [...ids]
    const [taken] = next.splice(from, 1)
    if (taken !== undefined) next.splice(from + step, 0, taken)
    onOrder(next)
  }
  return (
    <>
      <ol>
        {ids.map((id, index) => {
          const name = options.find((option) => option.id === id)?.text[language] ?? id
          return (
            <li key={id}>
              <span>{name}</span>
              <button
                type="button"
                disabled={index === 0}
                aria-label={text('lab.earlier', { name })}
                onClick={() => move(index, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={index === ids.length - 1}
                aria-label={text('lab.later', { name })}
                onClick={() => move(index, 1)}
              >
                ↓
              </button>
            </li>
          )
        })}
      </ol>
      {order === undefined && (
        <button type="button" onClick={() => onOrder([...ids])}>
          {text('lab.orderTake')}
        </button>
      )}
    </>
  )
}
