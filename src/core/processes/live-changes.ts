import type { EndedProcess } from '../../shared/contract/process.ts'
import type { ProcessHappening, RawProcess } from '../platform/source.ts'
import { createBirthRegister } from './birth-register.ts'
import type { Exits, TableBuilder, TableDifference } from './table-builder.ts'

/** What happens within so much time is told together. */
const togetherMs = 50
/** More is read by a whole sample, which costs less. */
const mostTouched = 250
/** So long may looking at the newborn take within that time: under a storm not all of them are seen alive. */
const mostSeeingMs = 10
/** Under a storm of forks whole samples follow each other no closer than this. */
const scanEveryMs = 500
/**
 * So long is the word of an end waited for that is seen already, which Linux sends after the parent may have collected;
 * and a zombie looked at again, for mostly it waits for its parent's next turn only.
 */
const settleMs = 1000

export interface Difference extends Omit<TableDifference, 'ended'> {
  readonly ended: readonly EndedProcess[]
}

/** Turns what the OS tells into differences of the table, reading only what it tells of. */
export interface LiveChanges {
  /** What was told of the ends of those that are still there. */
  readonly exits: Exits
  hear(happenings: readonly ProcessHappening[]): void
  /**
   * A process may be gone before its end was heard of, which takes a moment longer.
   * @returns those that are not in the sample, as they were: they are looked at again soon
   */
  unheard(sample: readonly RawProcess[]): readonly RawProcess[]
  /** @returns a whole sample's difference with what is known of how processes ended */
  complete(difference: TableDifference): Difference
  /** @returns how many processes were started per second since this was asked last */
  forksPerSecond(): number
  stop(): void
}

export interface LiveChangesOptions {
  readonly builder: TableBuilder
  readonly readSome: (
    pids: Iterable<number>,
    renewed: ReadonlySet<number>,
  ) => ReadonlyMap<number, RawProcess | undefined>
  readonly emit: (difference: Difference) => void
  /** Asked for a whole sample: too much has happened, or something was missed. */
  readonly scan: () => void
  /** What this could not be read with; it is tried again with the next sample. */
  readonly fail: (cause: unknown) => void
}

const noImages: ReadonlySet<number> = new Set()

export function createLiveChanges({ builder, readSome, emit, scan, fail }: LiveChangesOptions): LiveChanges {
  const touched = new Set<number>()
  const exits = new Map<number, Pick<EndedProcess, 'exitCode' | 'exitSignal'>>()
  const births = createBirthRegister(builder)
  let tooMuch = false
  /** The next whole sample stands for what was not followed. */
  let missed = false
  let timer: NodeJS.Timeout | undefined
  let scannedAtMs = Number.NEGATIVE_INFINITY
  let seeingMs = 0
  let forks = 0
  let forksFromMs = performance.now()

  const note = (happening: ProcessHappening, fresh: Set<number>, renewed: Set<number>): void => {
    if (happening.kind === 'overrun') {
      tooMuch = true
      return
    }
    const { pid } = happening
    if (happening.kind === 'fork') {
      forks += 1
      exits.delete(pid)
      births.note(happening)
      fresh.add(pid)
    } else if (happening.kind === 'exec') {
      // Called by another thread than the first, exec(2) has ended the first (de_thread in fs/exec.c): the process lives.
      exits.delete(pid)
      births.noteExec(pid)
      fresh.add(pid)
      renewed.add(pid)
    } else if (happening.kind === 'exit') exits.set(pid, endOf(happening))
    touched.add(pid)
  }

  /** Those that are looked at for the second time. */
  let again: ReadonlySet<number> = new Set()

  /** The first thread of a process may end before the others: that says nothing of its own end. */
  const forgetFirstThreads = (read: ReadonlyMap<number, RawProcess | undefined>): void => {
    for (const [pid, raw] of read) {
      if (raw === undefined || raw.state === 'zombie' || raw.state === 'dead' || !exits.has(pid)) continue
      if (raw.firstThreadEnded === true) exits.delete(pid)
      // The event comes before the end itself.
      else if (!again.has(pid)) touched.add(pid)
    }
  }

  /** Since when they have been gone without a word of their end. */
  const unheardFromMs = new Map<number, number>()
  /** Since when they have been zombies. */
  const unwaitedFromMs = new Map<number, number>()

  /** @returns whether that may still change; then it is looked at again */
  const mayChange = (pid: number, sinceMs: Map<number, number>): boolean => {
    const nowMs = performance.now()
    const fromMs = sinceMs.get(pid) ?? nowMs
    if (nowMs - fromMs >= settleMs) {
      sinceMs.delete(pid)
      return false
    }
    sinceMs.set(pid, fromMs)
    touched.add(pid)
    return true
  }

  /** @returns whether the word of its end may still come, which says how it ended */
  const mayBeHeard = (pid: number): boolean => {
    if (!exits.has(pid)) return mayChange(pid, unheardFromMs)
    unheardFromMs.delete(pid)
    return false
  }

  /** @returns what can be told now */
  const settled = (read: ReadonlyMap<number, RawProcess | undefined>): ReadonlyMap<number, RawProcess | undefined> => {
    const certain = new Map(read)
    for (const [pid, raw] of read) {
      if (raw?.state === 'zombie') mayChange(pid, unwaitedFromMs)
      else unwaitedFromMs.delete(pid)
      if (raw !== undefined) unheardFromMs.delete(pid)
      else if (mayBeHeard(pid)) certain.delete(pid)
    }
    again = new Set(touched)
    return certain
  }

  const flush = (): void => {
    timer = undefined
    seeingMs = 0
    try {
      if (tooMuch || touched.size > mostTouched) return scanSoon()
      // The system gives the children of those who ended to others.
      const parents = new Set([...touched].filter((pid) => exits.has(pid)))
      const pids = new Set([...touched, ...builder.childrenOf(parents)])
      touched.clear()
      const found = readSome(pids, noImages)
      forgetFirstThreads(found)
      const read = settled(found)
      const brief = births.settle(read, exits)
      const difference = complete(builder.update({ read, brief, exits }, performance.now()))
      if (difference.started.length + difference.ended.length + difference.changed.length > 0) emit(difference)
    } catch (cause) {
      fail(cause)
    }
    if (touched.size > 0) wait(togetherMs)
  }

  const scanSoon = (): void => {
    const dueInMs = scannedAtMs + scanEveryMs - performance.now()
    tooMuch = true
    if (dueInMs > 0) return wait(dueInMs)
    tooMuch = false
    missed = true
    scannedAtMs = performance.now()
    touched.clear()
    unheardFromMs.clear()
    unwaitedFromMs.clear()
    births.clear()
    scan()
  }

  const wait = (ms: number): void => {
    timer ??= setTimeout(flush, ms)
    timer.unref()
  }

  const complete = ({ ended, ...others }: TableDifference): Difference => ({
    ...others,
    ended: ended.map((identity) => {
      const exit = exits.get(identity.pid)
      exits.delete(identity.pid)
      return exit === undefined ? identity : { ...identity, ...exit }
    }),
  })

  return {
    exits,
    hear(happenings) {
      const fresh = new Set<number>()
      const renewed = new Set<number>()
      for (const happening of happenings) note(happening, fresh, renewed)
      try {
        // At once: some are gone in a moment, and with them what they were.
        for (const pid of fresh) {
          if (tooMuch || seeingMs > mostSeeingMs) break
          const fromMs = performance.now()
          births.see(readSome([pid], renewed))
          seeingMs += performance.now() - fromMs
        }
      } catch (cause) {
        fail(cause)
      }
      if (touched.size > 0 || tooMuch) wait(togetherMs)
    },
    unheard(sample) {
      // Not when it is read because too much was missed to tell one by one.
      if (missed) return []
      const here = new Set(sample.map(({ pid }) => pid))
      const unheard: RawProcess[] = []
      for (const raw of builder.holders()) if (!here.has(raw.pid) && mayBeHeard(raw.pid)) unheard.push(raw)
      if (unheard.length > 0) wait(togetherMs)
      return unheard
    },
    complete(difference) {
      missed = false
      const completed = complete(difference)
      // Told of: nothing more is waited for.
      for (const { pid } of completed.ended) {
        touched.delete(pid)
        unheardFromMs.delete(pid)
        unwaitedFromMs.delete(pid)
      }
      // What ended and was never shown: hidden, or more than could be followed.
      for (const pid of exits.keys()) if (builder.holderOf(pid) === undefined && !touched.has(pid)) exits.delete(pid)
      return completed
    },
    forksPerSecond() {
      const nowMs = performance.now()
      const rate = (forks * 1000) / Math.max(1, nowMs - forksFromMs)
      forks = 0
      forksFromMs = nowMs
      return Math.round(rate * 10) / 10
    },
    stop: () => clearTimeout(timer),
  }
}

function endOf({ exitCode, exitSignal }: Extract<ProcessHappening, { kind: 'exit' }>) {
  return exitSignal === undefined ? { exitCode } : { exitSignal }
}
