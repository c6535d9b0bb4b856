import type { LabMark, ProcessIdentity, ProcessState } from '../../shared/contract/process.ts'
import type { TraceEvent } from '../../shared/contract/trace.ts'
import type { Observation, Probe } from '../../shared/model/lesson.ts'

/** What the process table of the manager tells of one process. */
export interface ProcessReading {
  readonly startKey: string
  readonly ppid: number
  readonly state: ProcessState
  readonly rssBytes?: number
}

export type InspectProcess = (pid: number) => Promise<ProcessReading | undefined>

interface Followed extends ProcessIdentity {
  readonly role: LabMark['role']
  last: { state: Observation['state']; ppid: number } | undefined
}

/** Looks at the run's own processes, and tells what it saw. */
export interface Observer {
  follow(identity: ProcessIdentity, role: LabMark['role']): void
  /** One look at each process that is still there. */
  look(): Promise<void>
  readonly observations: readonly Observation[]
}

/**
 * @param now the run's clock, in microseconds
 * @param emit is told when a state or a parent changed
 * @param probe is asked to do what the lesson declares, once per probe
 */
export function createObserver(options: {
  readonly inspect: InspectProcess
  readonly probes: readonly Probe[]
  readonly now: () => number
  readonly emit: (event: TraceEvent) => void
  readonly probe: (target: ProcessIdentity, signal: Probe['signal']) => void
}): Observer {
  const { inspect, now, emit } = options
  const followed = new Map<string, Followed>()
  const observations: Observation[] = []
  const pending = new Set(options.probes)

  const note = (each: Followed, reading: ProcessReading | undefined): void => {
    const t = now()
    const { pid } = each
    if (reading?.startKey !== each.startKey) {
      observations.push({ t, pid, state: 'gone' })
      followed.delete(`${pid}@${each.startKey}`)
      return
    }
    const { state, ppid, rssBytes } = reading
    observations.push({ t, pid, state, ppid, ...(rssBytes !== undefined && { rssBytes }) })
    if (each.last?.state !== state) emit({ kind: 'state', t, pid, state })
    if (each.last !== undefined && each.last.ppid !== ppid) {
      emit({ kind: 'reparented', t, pid, from: each.last.ppid, to: ppid })
    }
    each.last = { state, ppid }
    for (const probe of pending) {
      if (probe.when.role !== each.role || probe.when.state !== state) continue
      pending.delete(probe)
      options.probe({ pid, startKey: each.startKey }, probe.signal)
    }
  }

  return {
    observations,
    follow(identity, role) {
      followed.set(`${identity.pid}@${identity.startKey}`, { ...identity, role, last: undefined })
    },
    async look() {
      for (const each of followed.values()) {
        let reading: ProcessReading | undefined
        try {
          reading = await inspect(each.pid)
        } catch {
          // A look that failed saw nothing: neither the process nor its absence.
          continue
        }
        note(each, reading)
      }
    },
  }
}
