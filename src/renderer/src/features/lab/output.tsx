import type { TraceEvent } from '../../../../shared/contract/trace.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { useText } from '../../i18n/use-text.ts'

/** What the run's processes printed, line by line in the order read. */
export function Output({ events }: { readonly events: readonly TraceEvent[] }) {
  const text = useText()
  const lines = events.filter((event) => event.kind === 'output')
  return (
    <section aria-labelledby="lab-output">
      <h2 id="lab-output">{text('lab.output')}</h2>
      {lines.length === 0 ? (
        <p className="empty">{text('lab.noOutput')}</p>
      ) : (
        <ol className="console">
          {lines.map((line) => (
            <li key={`${line.t}-${line.pid}-${line.text}`} data-stream={line.stream}>
              <small>
                {(line.t / 1_000_000).toFixed(2)} s · {line.pid}
              </small>{' '}
              {displayText(line.text)}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
