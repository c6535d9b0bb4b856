import { inspectProcess } from '../core/processes/inspect.ts'
import type { ProcessTable } from '../core/processes/process-table.ts'
import type { EndedProcess, ProcessIdentity } from '../shared/contract/process.ts'

type End = Pick<EndedProcess, 'exitCode' | 'exitSignal'>

/**
 * Waits for the end of a process; the table is sampled meanwhile.
 * @returns how it ended, as far as the system tells; undefined when it had ended before, or the waiting was given up
 */
export async function untilEnded(
  table: Pick<ProcessTable, 'watch'>,
  { pid, startKey }: ProcessIdentity,
  stop: AbortSignal,
): Promise<End | undefined> {
  const isMeant = (each: ProcessIdentity): boolean => each.pid === pid && each.startKey === startKey
  let known = false
  for await (const event of table.watch(stop)) {
    if (event.kind === 'snapshot' && !event.processes.some(isMeant)) {
      // Seen before and in no event: the sampler was restarted, and what it would have told is lost.
      if (known) return {}
      // Younger than the sample?
      if ((await inspectProcess(pid))?.startKey !== startKey) return undefined
    }
    known = true
    if (event.kind !== 'change') continue
    const end = event.ended.find(isMeant)
    if (end === undefined) continue
    const { exitCode, exitSignal } = end
    return { ...(exitCode !== undefined && { exitCode }), ...(exitSignal !== undefined && { exitSignal }) }
  }
  return undefined
}
