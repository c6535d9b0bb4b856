import type { ProcessState } from '../../../../shared/contract/process.ts'
import type { TraceEvent } from '../../../../shared/contract/trace.ts'
import { useText } from '../../i18n/use-text.ts'

interface RunProcess {
  readonly pid: number
  readonly ppid: number
  readonly name: string
  readonly state: ProcessState
  readonly status: string | undefined
}

/** @returns the run's processes as the trace tells them so far */
function processesOf(events: readonly TraceEvent[]): readonly RunProcess[] {
  const found = new Map<number, RunProcess>()
  for (const event of events) {
    const before = found.get(event.pid)
    if (event.kind === 'process-started') {
      const { pid, ppid, name } = event
      found.set(pid, { pid, ppid, name, state: 'unknown', status: undefined })
    } else if (before === undefined) continue
    else if (event.kind === 'state') found.set(event.pid, { ...before, state: event.state })
    else if (event.kind === 'reparented') found.set(event.pid, { ...before, ppid: event.to })
    else if (event.kind === 'process-exited') {
      found.set(event.pid, { ...before, status: event.exitSignal ?? String(event.exitCode ?? '') })
    }
  }
  return [...found.values()]
}

/** Who takes part in the run, and in which state. */
export function RunProcesses({ events }: { readonly events: readonly TraceEvent[] }) {
  const text = useText()
  const list = processesOf(events)
  return (
    <section aria-labelledby="lab-processes">
      <h2 id="lab-processes">{text('lab.processes')}</h2>
      {list.length === 0 ? (
        <p className="empty">{text('lab.noProcesses')}</p>
      ) : (
        <ul className="run-processes">
          {list.map((each) => (
            <li key={each.pid} data-pid={each.pid}>
              <span>
                {each.name} ({each.pid}) ← {each.ppid}
              </span>
              <span className="state" data-state={each.status === undefined ? each.state : 'dead'}>
                {each.status === undefined ? text(`state.${each.state}`) : text('lab.exited', { status: each.status })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
