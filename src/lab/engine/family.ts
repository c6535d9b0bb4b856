import type { TraceEvent } from '../../shared/contract/trace.ts'
import type { ProcessEyes } from './observer.ts'

/** What the OS says of itself, as it happens. `monotonicNs`: on the clock of `process.hrtime`. */
export type ProcessHappening =
  | { readonly kind: 'fork'; readonly monotonicNs: bigint; readonly pid: number; readonly parent: number }
  | { readonly kind: 'exec'; readonly monotonicNs: bigint; readonly pid: number }
  | {
      readonly kind: 'exit'
      readonly monotonicNs: bigint
      readonly pid: number
      readonly exitCode?: number
      readonly exitSignal?: string
    }
  | { readonly kind: 'overrun' }

interface Member {
  readonly pid: number
  readonly parent: number
  readonly t: number
  /** The runtime announces it, with the name that the program gave it. */
  ofRuntime: boolean
  /** Read while it was there to be read. */
  seen: { readonly startKey: string; readonly name: string } | undefined
}

export interface FamilyOptions {
  /** Announces the main process, and its end after its last words. */
  readonly supervisor: number
  readonly eyes: ProcessEyes
  /** The run's clock, in microseconds. */
  readonly now: () => number
  readonly emit: (event: TraceEvent) => void
  /** What was told of a process before, by whomever. */
  readonly isTold: (kind: 'process-started' | 'process-exited', pid: number) => boolean
}

/** The run's process tree as the kernel tells of it: also processes that were gone before anybody could look. */
export interface Family {
  /** A process whose descendants are members by birth. */
  adopt(pid: number): void
  stop(): void
}

/** Processes of the runtime carry the run's marks in their command lines, and are announced by their parents. */
export function isMarked(command: readonly string[] | undefined): boolean {
  return command?.some((each) => each.startsWith('--forkscope-run=')) === true
}

/** How long the runtime, or a parent, has to say what it knows better. */
const patienceMs = 250

export function createFamily(options: FamilyOptions): Family {
  const { eyes, now, emit, isTold } = options
  const { supervisor } = options
  const members = new Map<number, Member>()
  const timers = new Set<NodeJS.Timeout>()

  const later = (act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, patienceMs)
    timers.add(timer)
  }
  const timeOf = (monotonicNs: bigint): number =>
    now() - Math.round(Number(process.hrtime.bigint() - monotonicNs) / 1000)

  /** Who it is now: a copy of what it was forked from until it has called exec(2). */
  const look = async (member: Member): Promise<void> => {
    const reading = await eyes.inspect(member.pid)
    if (reading !== undefined) member.seen = { startKey: reading.startKey, name: reading.name }
    const command = await eyes.commandLine(member.pid)
    // In the middle of exec(2), and when it has ended, there is none: what was known before holds.
    if (command === undefined || command.length === 0) return
    member.ofRuntime = member.parent === supervisor || isMarked(command)
  }

  const tellStart = (member: Member): void => {
    const { pid, parent, t, seen } = member
    if (member.ofRuntime || isTold('process-started', pid)) return
    const name = seen?.name ?? members.get(parent)?.seen?.name ?? '?'
    const startKey = seen === undefined ? {} : { startKey: seen.startKey }
    emit({ kind: 'process-started', t, pid, ppid: parent, name, daemon: false, role: 'child', ...startKey })
  }

  const tellExit = (exit: Extract<ProcessHappening, { kind: 'exit' }>, t: number): void => {
    if (isTold('process-exited', exit.pid) || !isTold('process-started', exit.pid)) return
    const { exitCode, exitSignal } = exit
    const status = exitSignal === undefined ? { exitCode: exitCode ?? 0 } : { exitSignal }
    emit({ kind: 'process-exited', t, pid: exit.pid, ...status })
  }

  const hear = (happening: ProcessHappening): void => {
    if (happening.kind === 'overrun') return
    const { pid } = happening
    if (happening.kind === 'fork') {
      if (!members.has(happening.parent)) return
      const member = {
        pid,
        parent: happening.parent,
        t: timeOf(happening.monotonicNs),
        ofRuntime: happening.parent === supervisor,
        // Until it is looked at it is the copy that fork made.
        seen: undefined,
      }
      members.set(pid, member)
      void look(member)
      // Looked at again: on a busy machine exec(2) may have come later than the first look.
      later(() => void look(member).then(() => tellStart(member)))
      return
    }
    const member = members.get(pid)
    if (member === undefined) return
    if (happening.kind === 'exec') {
      void look(member)
      return later(() => void look(member).then(() => tellStart(member)))
    }
    const t = timeOf(happening.monotonicNs)
    if (member.ofRuntime) return later(() => tellExit(happening, t))
    tellStart(member)
    return tellExit(happening, t)
  }

  const unwatch = eyes.watchEvents(hear)
  members.set(supervisor, { pid: supervisor, parent: 0, t: 0, ofRuntime: true, seen: undefined })
  return {
    adopt(pid) {
      if (!members.has(pid)) members.set(pid, { pid, parent: 0, t: now(), ofRuntime: true, seen: undefined })
    },
    stop() {
      unwatch?.()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
