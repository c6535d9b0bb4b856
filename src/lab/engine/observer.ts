import type { LabMark, ProcessIdentity } from '../../shared/contract/process.ts'
import type { TraceEvent } from '../../shared/contract/trace.ts'
import { isMarked, type ProcessHappening } from './family.ts'
import type { Observation, Probe } from '../../shared/model/lesson.ts'

/** What the process table of the manager tells of one process. */
export interface ProcessReading extends Omit<Observation, 't' | 'state'> {
  readonly startKey: string
  readonly name: string
  readonly ppid: number
  readonly state: Exclude<Observation['state'], 'gone'>
}

/** The engine's eyes: those of the manager. */
export interface ProcessEyes {
  inspect(pid: number): Promise<ProcessReading | undefined>
  /** The children that a process has now; none where the OS cannot tell. */
  children(pid: number): Promise<readonly number[]>
  commandLine(pid: number): Promise<readonly string[] | undefined>
  /** @returns stops; undefined where the OS tells nothing by itself */
  watchEvents(listen: (happening: ProcessHappening) => void): (() => void) | undefined
}

interface Followed extends ProcessIdentity {
  readonly role: LabMark['role']
  /** Nobody reports its end. */
  readonly discovered: boolean
  /** Undefined before it was looked at. */
  state: Observation['state'] | undefined
  /** As it was announced, then as it was seen: one that is adopted before the first look is reparented too. */
  ppid: number
  /** Since when it is seen to have ended and to have another parent, while nobody has told of its end. */
  untoldSince: number | undefined
}

/** Looks at the run's own processes, and tells what it saw. */
export interface Observer {
  /** @param ppid who made it */
  follow(identity: ProcessIdentity, role: LabMark['role'], ppid: number): void
  /** A process of the run that nobody announced: announced now, and followed. */
  meet(identity: ProcessIdentity): Promise<void>
  /** Whether a process that it follows still runs, as far as the last look showed. */
  readonly seesLife: boolean
  /** One look at each process that is still there, and for children that nobody has announced. */
  look(): Promise<void>
  /** What it saw, but for stops since {@link end}: those are the undertaker's. */
  readonly observations: readonly Observation[]
  /** @param t when the run began to be ended */
  end(t: number): void
}

export interface ObserverOptions {
  readonly eyes: ProcessEyes
  readonly probes: readonly Probe[]
  /** The run's clock, in microseconds. */
  readonly now: () => number
  /** Told when a state or a parent changed, and of processes that were found. */
  readonly emit: (event: TraceEvent) => void
  /** Told at once of a process that nobody has announced. */
  readonly met: (identity: ProcessIdentity) => void
  /** When a process was made, as far as somebody else knows. */
  readonly startOf: (pid: number) => number | undefined
  /** When a process ended, as far as somebody else knows. */
  readonly endOf: (pid: number) => number | undefined
  /** Told that a process is gone whose end nobody reports. */
  readonly lost: (pid: number, t: number) => void
  /** Asked to do what the lesson declares, once per probe. */
  readonly probe: (target: ProcessIdentity, signal: Probe['signal']) => void
}

/** The second look announces a child: between fork(2) and the end of exec(2) it is still its parent's double. */
const looksAtStrangers = 2

/** How late an end may be heard of. */
const patienceUs = 250_000

const keyOf = ({ pid, startKey }: ProcessIdentity): string => `${pid}@${startKey}`

export function createObserver(options: ObserverOptions): Observer {
  const { eyes, now, emit } = options
  const followed = new Map<string, Followed>()
  const observations: Observation[] = []
  const pending = new Set(options.probes)
  /** Children that nobody has announced, and in how many looks they were seen. */
  const strangers = new Map<string, number>()
  const everFollowed = new Set<string>()
  let endedAt = Infinity

  const gone = (each: Followed, t: number): void => {
    observations.push({ t, pid: each.pid, state: 'gone' })
    followed.delete(keyOf(each))
    emit({ kind: 'state', t, pid: each.pid, state: 'dead' })
    if (each.discovered) options.lost(each.pid, t)
  }

  const note = (each: Followed, reading: ProcessReading | undefined, begunAt: number): void => {
    const t = now()
    const { pid } = each
    if (reading?.startKey !== each.startKey) return gone(each, t)
    const { startKey: _, name: __, ...facts } = reading
    const { state, ppid } = reading
    const end = options.endOf(pid)
    const wasAdopted = each.ppid !== ppid
    if (wasAdopted && state === 'zombie' && end === undefined) {
      // What came first shows when its end is heard of, in a moment.
      each.untoldSince ??= t
      if (t - each.untoldSince < patienceUs) return undefined
    }
    observations.push({ t, begunAt, ...facts, pid })
    if (each.state !== state) emit({ kind: 'state', t, pid, state })
    if (wasAdopted) {
      // Seen after its own end: it was adopted before that if its parent had ended before.
      const wasAdoptedAlive = end !== undefined && (options.endOf(each.ppid) ?? end) < end
      emit({ kind: 'reparented', t: wasAdoptedAlive ? Math.min(t, end - 1) : t, pid, from: each.ppid, to: ppid })
    }
    each.state = state
    each.ppid = ppid
    for (const probe of pending) {
      if (probe.when.role !== each.role || probe.when.state !== state) continue
      pending.delete(probe)
      options.probe({ pid, startKey: each.startKey }, probe.signal)
    }
  }

  const follow = (identity: ProcessIdentity, role: LabMark['role'], ppid: number, discovered: boolean): void => {
    const key = keyOf(identity)
    strangers.delete(key)
    everFollowed.add(key)
    followed.set(key, { ...identity, role, discovered, state: undefined, ppid, untoldSince: undefined })
  }

  const announce = ({ pid, startKey, name, ppid }: ProcessReading): void => {
    const t = options.startOf(pid) ?? now()
    emit({ kind: 'process-started', t, pid, ppid, name, daemon: false, role: 'child', startKey })
    follow({ pid, startKey }, 'child', ppid, true)
  }

  /** A child that another program made; the runtime announces its own. */
  const discover = async (parent: Followed): Promise<void> => {
    for (const pid of await eyes.children(parent.pid)) {
      const reading = await eyes.inspect(pid)
      if (reading === undefined) continue
      // In the middle of exec(2) it has no command line: who it is shows at the next look.
      const command = await eyes.commandLine(pid)
      if (command === undefined || command.length === 0 || isMarked(command)) continue
      const key = keyOf(reading)
      if (everFollowed.has(key)) continue
      if (!strangers.has(key)) options.met({ pid, startKey: reading.startKey })
      const looks = (strangers.get(key) ?? 0) + 1
      strangers.set(key, looks)
      if (looks < looksAtStrangers) continue
      announce(reading)
    }
  }

  return {
    get observations() {
      return observations.filter(({ t, state }) => state !== 'stopped' || t < endedAt)
    },
    end(t) {
      endedAt = t
    },
    follow(identity, role, ppid) {
      if (!everFollowed.has(keyOf(identity))) follow(identity, role, ppid, false)
    },
    async meet(identity) {
      const reading = await eyes.inspect(identity.pid)
      if (reading?.startKey === identity.startKey && !everFollowed.has(keyOf(identity))) announce(reading)
    },
    get seesLife() {
      return [...followed.values()].some(({ state }) => state !== 'zombie' && state !== 'dead')
    },
    async look() {
      for (const each of followed.values()) {
        try {
          const begunAt = now()
          note(each, await eyes.inspect(each.pid), begunAt)
          if (followed.has(keyOf(each)) && each.role !== 'supervisor') await discover(each)
        } catch {
          // A look that failed saw nothing: neither the process nor its absence.
        }
      }
    },
  }
}
