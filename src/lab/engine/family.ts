import type { ProcessIdentity } from '../../shared/contract/process.ts'
import type { TraceEvent } from '../../shared/contract/trace.ts'
import type { ProcessEyes } from './observer.ts'
import { Postponed } from './postponed.ts'
import type { Told } from './told.ts'

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
  /** When it was made or announced, on the kernel's clock. */
  readonly sinceNs: bigint
  /** When it ended, if it has: its pid is its own no more, whoever has it next is a stranger, and none of his is met. */
  endedAt: number | undefined
  /** The runtime announces it, with the name that the program gave it. */
  ofRuntime: boolean
  /** Whether it may start processes of the runtime; unknown until it has been looked at. */
  startsOfRuntime: boolean | undefined
  /** Whether it has called exec(2), and is no copy of its parent any more. */
  hasBecome: boolean
  /** Read while it was there to be read; the same whatever it becomes. */
  startKey: string | undefined
  name: string | undefined
}

export interface FamilyOptions {
  /** Announces the main process, and its end after its last words. */
  readonly supervisor: number
  /** Whether it starts nothing but the main process: no compiler. */
  readonly startsOnlyMain: boolean
  readonly eyes: ProcessEyes
  /** The run's clock, in microseconds. */
  readonly now: () => number
  readonly emit: (event: TraceEvent) => void
  /** Told at once of a process that was made, long before it is known who it will be. */
  readonly met: (identity: ProcessIdentity) => void
  /** Keeps what is later back; returns what ends that. */
  readonly expect: (t: number) => () => void
  /** What was told of a process before, by whomever. */
  readonly isTold: (kind: Told, pid: number) => boolean
  /** Told that the kernel made a member: what was told of who had its pid before is not of it. */
  readonly made: (pid: number, t: number) => void
}

/** The run's process tree as the kernel tells of it: also processes that were gone before anybody could look. */
export interface Family {
  /** A process whose descendants are members by birth. */
  adopt(pid: number): void
  /** When the kernel made the process; undefined when it did not tell. Microseconds of the run. */
  startOf(pid: number): number | undefined
  /** When the process ended, as the kernel told; undefined when it did not. Microseconds of the run. */
  endOf(pid: number): number | undefined
  /** The parent of a process that has ended, if it had ended before, as the kernel told. */
  formerParentOf(pid: number): number | undefined
  /** A process was seen to be gone: the kernel knows how it ended, and may not have been heard yet. */
  lost(pid: number, t: number): void
  /** Somebody told of the process. */
  settle(kind: Told, pid: number): void
  /** Whether all that the kernel said was told. */
  readonly isSettled: boolean
  /** Hears no more, and tells what it knows: nobody is left who might know it better. */
  stop(): Promise<void>
}

/** Processes of the runtime carry the run's marks in their command lines, and are announced by their parents. */
export function isMarked(command: readonly string[] | undefined): boolean {
  return command?.some((each) => each.startsWith('--forkscope-run=')) === true
}

/** What has not been looked at yet. */
const unknown = {
  endedAt: undefined,
  startsOfRuntime: undefined,
  hasBecome: false,
  startKey: undefined,
  name: undefined,
} as const

/** How long the runtime, or a parent, has to say what it knows better. */
export const patienceMs = 250
/** How long a process has to become, by exec(2), who it will be. */
const becomingMs = 60

export function createFamily(options: FamilyOptions): Family {
  const { eyes, now, emit, isTold } = options
  const { supervisor, startsOnlyMain } = options
  const members = new Map<number, Member>()
  const postponed = new Postponed()
  const expectations = new Map<string, () => void>()
  /** The ends of the supervisor's children, should it not live to tell that of the main process: others are not told of. */
  const ends = new Map<number, () => void>()

  const timeOf = (monotonicNs: bigint): number =>
    now() - Math.round(Number(process.hrtime.bigint() - monotonicNs) / 1000)

  const expect = (kind: Told, pid: number, t: number): void => {
    const key = `${kind} ${pid}`
    if (!isTold(kind, pid) && !expectations.has(key)) expectations.set(key, options.expect(t))
  }
  const settle = (kind: Told, pid: number): void => {
    expectations.get(`${kind} ${pid}`)?.()
    expectations.delete(`${kind} ${pid}`)
  }

  /** Who it is now: a copy of what it was forked from until it has called exec(2). @returns whether that was to be seen */
  const lookAt = async (member: Member): Promise<boolean> => {
    const { pid } = member
    const reading = await eyes.inspect(pid)
    if (reading !== undefined) {
      const { startKey, name } = reading
      if (member.endedAt !== undefined || (member.startKey ?? startKey) !== startKey) return false
      if (member.startKey === undefined && member.parent !== supervisor) options.met({ pid, startKey })
      member.startKey ??= startKey
      member.name = name
    }
    const command = await eyes.commandLine(pid)
    // In the middle of exec(2), and when it has ended, there is none: what was known before holds.
    if (command === undefined || command.length === 0) return false
    member.startsOfRuntime = isMarked(command)
    member.ofRuntime = member.parent === supervisor || member.startsOfRuntime
    return true
  }
  /** A look that failed saw nothing. */
  const look = (member: Member): Promise<boolean> => lookAt(member).catch(() => false)
  const tellStartAfter = (ms: number, member: Member): void =>
    // Looked at again: on a busy machine exec(2) may have come later than the first look.
    postponed.add(ms, () => look(member).then(() => tellStart(member)))

  const nameOf = (pid: number): string => {
    const member = members.get(pid)
    if (member?.name !== undefined) return member.name
    return member === undefined || member.hasBecome ? '?' : nameOf(member.parent)
  }

  const tellStart = (member: Member): void => {
    const { pid, parent, t, startKey } = member
    if (!member.ofRuntime && !isTold('process-started', pid)) {
      emit({
        kind: 'process-started',
        t,
        pid,
        ppid: parent,
        name: nameOf(pid),
        daemon: false,
        role: 'child',
        ...(startKey !== undefined && { startKey }),
      })
    }
    settle('process-started', pid)
  }

  /** Of the main process, when the supervisor did not live to tell of it. */
  const tellMain = (member: Member): void => {
    const { pid, parent, t, startKey, hasBecome, startsOfRuntime } = member
    // One that has not become anything could not be started.
    const isMain = parent === supervisor && hasBecome && (startsOnlyMain || startsOfRuntime === true)
    if (!isMain || isTold('process-started', pid)) return
    const key = startKey === undefined ? {} : { startKey }
    const known = { name: 'MainProcess', daemon: false, role: 'main' } as const
    emit({ kind: 'process-started', t, pid, ppid: parent, ...known, ...key })
    settle('process-started', pid)
  }

  const tellExit = (
    pid: number,
    t: number,
    status: { readonly exitCode?: number; readonly exitSignal?: string },
  ): void => {
    if (!isTold('process-exited', pid) && isTold('process-started', pid))
      emit({ kind: 'process-exited', t, pid, ...status })
    settle('process-exited', pid)
  }

  /** Its pid is another's now. */
  const bury = (pid: number): void => {
    const member = members.get(pid)
    if (member !== undefined) member.endedAt ??= now()
    members.delete(pid)
  }

  const hearFork = (pid: number, parent: Member, t: number, sinceNs: bigint): void => {
    bury(pid)
    options.made(pid, t)
    // Until it is looked at it is the copy that fork made.
    const ofRuntime = parent.pid === supervisor
    const member: Member = { ...unknown, pid, parent: parent.pid, t, sinceNs, ofRuntime }
    members.set(pid, member)
    if (!ofRuntime || startsOnlyMain) expect('process-started', pid, t)
    void look(member)
    tellStartAfter(parent.startsOfRuntime === false ? becomingMs : patienceMs, member)
  }

  /** Whether what was said to have ended runs. */
  const isStillThere = async ({ pid, startKey }: Member): Promise<boolean> => {
    try {
      const reading = await eyes.inspect(pid)
      return startKey !== undefined && reading?.startKey === startKey && reading.state !== 'zombie'
    } catch {
      return false
    }
  }

  const hearExec = async (member: Member): Promise<void> => {
    // Called by another thread than the first, exec(2) ends the first, whose pid is that of the process (de_thread in
    // the kernel's fs/exec.c): its end is heard, and the process lives.
    if (member.endedAt !== undefined && !(await isStillThere(member))) return undefined
    member.endedAt = undefined
    member.hasBecome = true
    member.name = undefined
    const isSeen = await look(member)
    if (isSeen && member.ofRuntime) return settle('process-started', member.pid)
    return tellStartAfter(isSeen ? becomingMs : patienceMs, member)
  }

  const hear = (happening: ProcessHappening): void => {
    if (happening.kind === 'overrun') return undefined
    const { pid, monotonicNs } = happening
    const t = timeOf(monotonicNs)
    if (happening.kind === 'fork') {
      const parent = members.get(happening.parent)
      if (parent !== undefined && parent.endedAt === undefined) return hearFork(pid, parent, t, monotonicNs)
      // Made by a stranger; not so one that was announced before its own fork(2) was heard.
      if ((members.get(pid)?.sinceNs ?? monotonicNs) < monotonicNs) bury(pid)
      return undefined
    }
    const member = members.get(pid)
    if (member === undefined) return undefined
    // The supervisor's own exec(2) may be heard late. It is no member: whoever is met is ended with the run.
    if (happening.kind === 'exec') return pid === supervisor ? undefined : void hearExec(member)
    if (member.endedAt !== undefined) return undefined
    member.endedAt = t
    if (pid === supervisor) return undefined
    const { exitCode, exitSignal } = happening
    const status = exitSignal === undefined ? { exitCode: exitCode ?? 0 } : { exitSignal }
    if (!member.ofRuntime) {
      tellStart(member)
      return tellExit(pid, t, status)
    }
    if (member.parent === supervisor) {
      // Its last words may take longer than any patience: the supervisor reads them, and tells the end after them.
      ends.set(pid, () => tellExit(pid, t, status))
      return undefined
    }
    expect('process-exited', pid, t)
    return postponed.add(patienceMs, () => tellExit(pid, t, status))
  }

  const unwatch = eyes.watchEvents(hear)
  const add = (pid: number): void => {
    members.set(pid, { ...unknown, pid, parent: 0, t: now(), sinceNs: process.hrtime.bigint(), ofRuntime: true })
  }
  add(supervisor)
  return {
    adopt(pid) {
      if (!members.has(pid)) add(pid)
    },
    startOf: (pid) => (members.get(pid)?.parent === 0 ? undefined : members.get(pid)?.t),
    endOf: (pid) => members.get(pid)?.endedAt,
    formerParentOf(pid) {
      const member = members.get(pid)
      const parent = members.get(member?.parent ?? 0)
      return (parent?.endedAt ?? Infinity) < (member?.endedAt ?? 0) ? parent?.pid : undefined
    },
    lost(pid, t) {
      // Its parent took the exit status; only the kernel can have told.
      if (unwatch === undefined) return tellExit(pid, t, {})
      expect('process-exited', pid, t)
      return postponed.add(patienceMs, () => tellExit(pid, t, {}))
    },
    settle,
    get isSettled() {
      return postponed.isEmpty
    },
    stop() {
      unwatch?.()
      for (const member of members.values()) tellMain(member)
      for (const tellEnd of ends.values()) tellEnd()
      return postponed.hurry()
    },
  }
}
