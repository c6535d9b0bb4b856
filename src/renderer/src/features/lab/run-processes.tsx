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

/**
 * Its exit code is known as soon as it has ended; a zombie is still there, until its parent has joined it or the run is
 * over.
 * @returns the run's processes as the trace tells them so far
 */
function processesOf(events: readonly TraceEvent[]): readonly RunProcess[] {
  const found = new Map<number, RunProcess>()
  const release = (pid: unknown): void => {
    const zombie = typeof pid === 'number' ? found.get(pid) : undefined
    if (zombie?.state === 'zombie') found.set(zombie.pid, { ...zombie, state: 'dead' })
  }
  for (const event of events) {
    if (event.kind === 'mark' && event.label === 'joined') release(event.value)
    if (event.kind === 'report') for (const pid of found.keys()) release(pid)
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
  const isOver = ({ state, status }: RunProcess): boolean => status !== undefined && state !== 'zombie'
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
              <span className="state" data-state={isOver(each) ? 'dead' : each.state}>
                {isOver(each) ? text('lab.exited', { status: each.status ?? '' }) : text(`state.${each.state}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
