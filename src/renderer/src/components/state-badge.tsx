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

/** A state by colour, letter and shape; never by colour alone. */
export function StateBadge({ state }: { readonly state: ProcessState }) {
  const text = useText()
  return (
    <span className="state" data-state={state}>
      <b aria-hidden="true">{letters[state]}</b>
      {text(`state.${state}`)}
    </span>
  )
}
