import { useLayoutEffect, useRef } from 'react'
import type { LessonQuestion, Locale } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { leaveFocus } from './leave-focus.ts'

interface OrderQuestionProps {
  readonly options: NonNullable<LessonQuestion['options']>
  readonly language: Locale
  readonly order: readonly string[] | undefined
  readonly onOrder: (order: string[]) => void
}

/** Options that are brought into an order with buttons. */
export function OrderQuestion({ options, language, order, onOrder }: OrderQuestionProps) {
  const text = useText()
  const list = useRef<HTMLOListElement>(null)
  const moved = useRef<{ readonly id: string; readonly step: number }>(undefined)
  useLayoutEffect(() => {
    const { id, step } = moved.current ?? {}
    moved.current = undefined
    const [earlier, later] = list.current?.children[order?.indexOf(id ?? '') ?? -1]?.querySelectorAll('button') ?? []
    const pressed = step === 1 ? later : earlier
    // Its place in the document has changed, which takes the focus; at an end its other button leads back.
    if (pressed?.disabled === true) (step === 1 ? earlier : later)?.focus()
    else pressed?.focus()
  }, [order])
  const ids = order ?? options.map(({ id }) => id)
  const move = (from: number, step: number): void => {
    const next = [...ids]
    const [taken] = next.splice(from, 1)
    if (taken === undefined) return
    next.splice(from + step, 0, taken)
    moved.current = { id: taken, step }
    onOrder(next)
  }
  return (
    <>
      <ol ref={list}>
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
        <button
          type="button"
          onClick={(event) => {
            leaveFocus(event)
            onOrder([...ids])
          }}
        >
          {text('lab.orderTake')}
        </button>
      )}
    </>
  )
}
