import { processEyes, unseen } from '../core/processes/inspect.ts'
import type { ProcessTable } from '../core/processes/process-table.ts'
import type { EndedProcess, Process, ProcessIdentity } from '../shared/contract/process.ts'

/** How it ended is told a moment after it was seen to have; on a busy machine that may be long. */
const tellingMs = 1000

type End = Pick<EndedProcess, 'exitCode' | 'exitSignal'>

/**
 * Waits for the end of a process; the table is sampled meanwhile. A zombie has ended, however long its parent lets it be.
 * @param look throws when this program has no descriptors or memory left for it
 * @returns how it ended, as far as the system tells; undefined when it had ended before, or the waiting was given up
 */
export async function untilEnded(
  table: Pick<ProcessTable, 'watch'>,
  { pid, startKey }: ProcessIdentity,
  stop: AbortSignal,
  look: typeof processEyes.inspect = processEyes.inspect,
): Promise<End | undefined> {
  const isMeant = (each: ProcessIdentity): boolean => each.pid === pid && each.startKey === startKey
  let known = false
  /** The first sample told nothing of it, and so far nothing else did. */
  let isUnsure = false
  let corpse: End | undefined
  let corpseFromMs = 0
  for await (const event of table.watch(stop)) {
    if (event.kind === 'snapshot') {
      const row = event.processes.find(isMeant)
      if (row !== undefined && hasEnded(row)) return known ? endOf(row.zombie) : undefined
      if (row === undefined) {
        // Seen before and in no event: the sampler was restarted, and what it would have told is lost.
        if (known) return corpse ?? {}
      }
      isUnsure = row === undefined
    } else if (event.kind === 'change' && [...event.started, ...event.changed, ...event.ended].some(isMeant)) {
      isUnsure = false
    }
    if (isUnsure) {
      // Younger than the sample?
      const isThere = await look(pid).then((seen) => seen?.startKey === startKey, unseen)
      if (isThere === false) return undefined
      // While this program has no descriptor to look with, nobody knows.
      if (isThere === undefined) continue
      isUnsure = false
    }
    known = true
    if (event.kind !== 'change') continue
    const end = event.ended.find(isMeant)
    if (end !== undefined) return { ...corpse, ...endOf(end) }
    const row = [...event.started, ...event.changed].findLast(isMeant)
    const found = row !== undefined && hasEnded(row) ? endOf(row.zombie) : undefined
    // Only its first thread had ended.
    if (row !== undefined && found === undefined) corpse = undefined
    if (found !== undefined && (isTold(found) || event.sample.liveEvents !== true)) return found
    if (found !== undefined && corpse === undefined) {
      corpse = found
      corpseFromMs = event.at
    }
    if (corpse !== undefined && event.at - corpseFromMs >= tellingMs) return corpse
  }
  return stop.aborted ? undefined : corpse
}

function hasEnded({ state }: Process): boolean {
  return state === 'zombie' || state === 'dead'
}

function isTold({ exitCode, exitSignal }: End): boolean {
  return exitCode !== undefined || exitSignal !== undefined
}

function endOf(from: End | undefined): End {
  const { exitCode, exitSignal } = from ?? {}
  return { ...(exitCode !== undefined && { exitCode }), ...(exitSignal !== undefined && { exitSignal }) }
}
