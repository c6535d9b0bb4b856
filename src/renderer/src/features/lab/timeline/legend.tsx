import { useText } from '../../../i18n/use-text.ts'
import { stateLooks } from './looks.ts'

const states = ['running', 'sleeping', 'disk-sleep', 'stopped', 'zombie'] as const
const bars = ['holds-lock', 'waits-lock', 'blocked-put', 'blocked-get', 'joining'] as const
const points = [
  ['▶', 'start'],
  ['×', 'exit'],
  ['|', 'output'],
  ['↯', 'signal'],
  ['◇', 'mark'],
  ['^', 'reparented'],
  ['▲', 'deadlock'],
] as const

/** What colours and forms mean. */
export function Legend() {
  const text = useText()
  return (
    <details className="legend">
      <summary>{text('lab.legend')}</summary>
      <ul>
        {states.map((state) => (
          <li key={state}>
            <i data-state={state} aria-hidden="true">
              <span>{stateLooks[state].letter}</span>
            </i>
            {text(`state.${state}`)}
          </li>
        ))}
        {bars.map((bar) => (
          <li key={bar}>
            <i data-bar={bar} aria-hidden="true" />
            {text(`lab.bar.${bar}`)}
          </li>
        ))}
        {points.map(([sign, kind]) => (
          <li key={kind}>
            <b aria-hidden="true">{sign}</b>
            {text(`lab.point.${kind}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
