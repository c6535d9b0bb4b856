import type { EndedProcess } from '../../shared/contract/process.ts'
import type { ProcessHappening, RawProcess } from '../platform/source.ts'
import { createBirthRegister } from './birth-register.ts'
import type { TableBuilder, TableDifference } from './table-builder.ts'

/** What happens within so much time is told together. */
const togetherMs = 50
/** More is read by a whole sample, which costs less. */
const mostTouched = 250
/** So long may looking at the newborn take within that time: under a storm not all of them are seen alive. */
const mostSeeingMs = 10
/** Under a storm of forks whole samples follow each other no closer than this. */
const scanEveryMs = 500

export interface Difference extends Omit<TableDifference, 'ended'> {
  readonly ended: readonly EndedProcess[]
}

/** Turns what the OS tells into differences of the table, reading only what it tells of. */
export interface LiveChanges {
  hear(happenings: readonly ProcessHappening[]): void
  /**
   * A process may be gone before its end was heard of, which takes a moment longer.
   * @returns the sample with those, as they were: they are looked at again soon
   */
  withUnheard(sample: readonly RawProcess[]): readonly RawProcess[]
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

type Exit = Extract<ProcessHappening, { kind: 'exit' }>
const noImages: ReadonlySet<number> = new Set()

export function createLiveChanges({ builder, readSome, emit, scan, fail }: LiveChangesOptions): LiveChanges {
  const touched = new Set<number>()
  const exits = new Map<number, Exit>()
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
      births.noteExec(pid)
      fresh.add(pid)
      renewed.add(pid)
    } else if (happening.kind === 'exit') exits.set(pid, happening)
    touched.add(pid)
  }

  /** Those that are looked at for the second time. */
  let again: ReadonlySet<number> = new Set()

  /**
   * A zombie mostly waits for its parent's next turn only, and whose end was not heard of will be heard of in a moment:
   * they are looked at once more.
   * @returns what can be told now
   */
  const settled = (read: ReadonlyMap<number, RawProcess | undefined>): ReadonlyMap<number, RawProcess | undefined> => {
    const certain = new Map(read)
    for (const [pid, raw] of read) {
      const unheard = raw === undefined && !exits.has(pid)
      if (again.has(pid) || !(unheard || raw?.state === 'zombie')) continue
      if (unheard) certain.delete(pid)
      touched.add(pid)
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
      const read = settled(readSome(pids, noImages))
      const brief = births.settle(read, exits)
      const difference = complete(builder.update({ read, brief }, performance.now()))
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
      if (exit === undefined) return identity
      const { exitCode, exitSignal } = exit
      return { ...identity, ...(exitSignal === undefined ? { exitCode } : { exitSignal }) }
    }),
  })

  return {
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
    withUnheard(sample) {
      // Not when it is read because too much was missed to tell one by one.
      if (missed) return sample
      const here = new Set(sample.map(({ pid }) => pid))
      const unheard: RawProcess[] = []
      for (const raw of builder.holders()) if (!here.has(raw.pid) && !exits.has(raw.pid)) unheard.push(raw)
      if (unheard.length === 0) return sample
      for (const { pid } of unheard) touched.add(pid)
      wait(togetherMs)
      return [...sample, ...unheard]
    },
    complete(difference) {
      missed = false
      const completed = complete(difference)
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
