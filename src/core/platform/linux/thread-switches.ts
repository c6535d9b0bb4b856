import type { Counters } from '../source.ts'

interface Counts {
  readonly voluntary: number
  readonly involuntary: number
}

/** The context switches of a process so far, put together from those of its threads. */
export interface SwitchMemory {
  readonly threads: ReadonlyMap<string, Counts>
  readonly total: Counts
}

const none: Counts = { voluntary: 0, involuntary: 0 }

/**
 * The kernel counts switches by thread, and forgets those of a thread with its end. What each did since it was read last
 * is added up instead, so that the sum only grows.
 * @param statuses the texts of the threads' `status` by thread id, proc(5)
 */
export function addSwitches(before: SwitchMemory | undefined, statuses: ReadonlyMap<string, string>): SwitchMemory {
  const threads = new Map<string, Counts>()
  let { voluntary, involuntary } = before?.total ?? none
  for (const [id, status] of statuses) {
    const now = countsOf(status)
    if (now === undefined) continue
    threads.set(id, now)
    const former = before?.threads.get(id)
    // Fewer than before: the id has passed on to a new thread.
    const from = former === undefined || isLess(now, former) ? none : former
    voluntary += now.voluntary - from.voluntary
    involuntary += now.involuntary - from.involuntary
  }
  return { threads, total: { voluntary, involuntary } }
}

/** @returns what is counted; nothing when no thread told of its switches */
export function switchCounters({ threads, total }: SwitchMemory): Counters {
  if (threads.size === 0) return {}
  return { voluntarySwitches: total.voluntary, involuntarySwitches: total.involuntary }
}

function countsOf(status: string): Counts | undefined {
  const voluntary = /^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1]
  const involuntary = /^nonvoluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1]
  if (voluntary === undefined || involuntary === undefined) return undefined
  return { voluntary: Number(voluntary), involuntary: Number(involuntary) }
}

function isLess(now: Counts, former: Counts): boolean {
  return now.voluntary < former.voluntary || now.involuntary < former.involuntary
}
