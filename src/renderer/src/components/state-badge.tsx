import type { ProcessState } from '../../../shared/contract/process.ts'
import { useText } from '../i18n/use-text.ts'

const letters: Readonly<Record<ProcessState, string>> = {
  running: 'R',
  sleeping: 'S',
  'disk-sleep': 'D',
  stopped: 'T',
  traced: 't',
  zombie: 'Z',
  idle: 'I',
  dead: 'X',
  unknown: '?',
}

interface StateBadgeProps {
  readonly state: ProcessState
  /** There is no room for its word. */
  readonly letterOnly?: boolean
}

/** A state by colour, letter and shape; never by colour alone. */
export function StateBadge({ state, letterOnly = false }: StateBadgeProps) {
  const text = useText()
  const word = text(`state.${state}`)
  const named = letterOnly ? { role: 'img', 'aria-label': word, title: word } : {}
  return (
    <span className="state" data-state={state} {...named}>
      <b aria-hidden="true">{letters[state]}</b>
      {!letterOnly && word}
    </span>
  )
}
