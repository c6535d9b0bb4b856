import type { EndedProcess, Process, ProcessIdentity, ProcessRelative } from '../../shared/contract/process.ts'
import { keyOf } from '../../shared/model/tree.ts'
import type { RawProcess } from '../platform/source.ts'
import { firstWindow, nextWindow, type CpuWindow } from './cpu-window.ts'
import { leftParent, type LeftParent } from './left-parent.ts'
import { relateFamily, relateNews, type Family } from './parents.ts'
import { nextRates, type RateWindow } from './rate-window.ts'
import { inferOrphan, isUnixDaemon, relative, type Orphan } from './relations.ts'
import { sameValue } from '../../shared/model/same-value.ts'
import { toRow, type RowParts, type ZombieSeen } from './to-row.ts'

export interface TableDifference {
  readonly started: readonly Process[]
  readonly ended: readonly ProcessIdentity[]
  readonly changed: readonly Process[]
}

/** What was read of single processes, because the OS told something of them. */
export interface News {
  /** Undefined: nothing holds that pid now. */
  readonly read: ReadonlyMap<number, RawProcess | undefined>
  /** Processes that came and went since the last table; they are told of as started and ended. */
  readonly brief: readonly RawProcess[]
  readonly exits?: Exits
}

/** How those that have ended did, by pid, as far as the OS told; they may not have been waited for yet. */
export type Exits = ReadonlyMap<number, Pick<EndedProcess, 'exitCode' | 'exitSignal'>>
const noExits: Exits = new Map()

export interface TableBuilder {
  /**
   * Relates a sample to the former ones.
   * @param readAtMs when it was read, on a clock that only goes forward (`performance.now()`)
   * @param unheard those that are not in it and are shown on as they were
   */
  next(sample: readonly RawProcess[], readAtMs: number, exits?: Exits, unheard?: readonly RawProcess[]): TableDifference
  /** Puts news into the table; the time it takes goes with the news, hardly with the table. */
  update(news: News, readAtMs: number): TableDifference
  /** The OS told who forked it: a process that is met under another parent is an orphan. */
  noteBirth(pid: number, parent: ProcessRelative): void
  rows(): readonly Process[]
  /** @returns what holds the pid as far as the table knows */
  holderOf(pid: number): RawProcess | undefined
  /** What holds any pid, as far as the table knows. */
  holders(): Iterable<RawProcess>
  /** @returns the pids of those whose parent is one of these */
  childrenOf(pids: ReadonlySet<number>): readonly number[]
}

interface Remembered {
  readonly parts: RowParts
  readonly row: Process
  readonly cpu: CpuWindow
  readonly counted: RateWindow | undefined
  /** The last one known: kept when it has ended. */
  readonly parent: ProcessRelative | undefined
  /** Of one that was met with another parent while its own was still listed: nothing can be told of that yet. */
  readonly left: LeftParent | undefined
}

interface Look {
  readonly readAtMs: number
  readonly exits: Exits
  /** Who is asleep looks the same when it is read again: it is the same object. */
  readonly isAnew: (pid: number) => boolean
}

/**
 * Samples → rows and differences; remembers what a single sample cannot tell: CPU use, original parents, since when.
 * @param now epoch ms
 */
export function createTableBuilder(now: () => number = Date.now): TableBuilder {
  let known = new Map<number, Remembered>()
  let byPid = new Map<number, RawProcess>()
  /** Whoever was seen to adopt, or must have. */
  const adopters = new Set<string>()
  const births = new Map<number, ProcessRelative>()
  /** The pids of those that left a parent that is still listed, with the parent's. */
  const doubtful = new Map<number, number>()

  const beforeOf = (raw: RawProcess): Remembered | undefined => {
    const before = known.get(raw.pid)
    return before?.row.startKey === raw.startKey ? before : undefined
  }

  const orphanOf = (raw: RawProcess, before: Remembered | undefined, family: Family): Orphan | undefined => {
    const adopter = family.byPid.get(raw.ppid)
    if (before === undefined) {
      const birth = births.get(raw.pid)
      if (birth === undefined || birth.pid === raw.ppid || adopter === undefined) {
        return inferOrphan(raw, family, adopters)
      }
      return { evidence: 'observed', originalParent: birth, adopter: relative(adopter), seenAt: now() }
    }
    const ended = leftParent(raw, before.parts.raw.ppid, before, family)?.ended
    if (ended === undefined || adopter === undefined) return before.parts.orphan
    // Adopted once more: its original parent stays the first one.
    if (before.parts.orphan !== undefined) return { ...before.parts.orphan, adopter: relative(adopter) }
    return { evidence: 'observed', originalParent: ended, adopter: relative(adopter), seenAt: now() }
  }

  const zombieSeenOf = (raw: RawProcess, before: Remembered | undefined, exits: Exits): ZombieSeen | undefined => {
    if (raw.state !== 'zombie') return undefined
    const seen = before?.parts.zombieSeen ?? {
      seenAt: now(),
      ...(before === undefined && !births.has(raw.pid) && { already: true }),
    }
    const exit = exits.get(raw.pid)
    return exit === undefined ? seen : { ...seen, ...exit }
  }

  /** Adopters first: what one row tells of its parent explains the parent's other children, in whatever order. */
  const noteAdopters = (sample: Iterable<RawProcess>, family: Family): void => {
    for (const raw of sample) {
      const before = beforeOf(raw)
      if (before !== undefined && leftParent(raw, before.parts.raw.ppid, before, family)?.ended === undefined) continue
      const adopter = orphanOf(raw, before, family)?.adopter
      if (adopter?.startKey !== undefined && adopter.pid === raw.ppid)
        adopters.add(`${adopter.pid}@${adopter.startKey}`)
    }
  }

  /** @returns what is to be remembered of it; its row is the object of before when it says the same */
  const relate = (raw: RawProcess, before: Remembered | undefined, family: Family, look: Look): Remembered => {
    const { readAtMs, exits } = look
    const found = family.parentOf(raw)
    const parent = found && relativeAgain(before?.parts.parent, found)
    const orphan = orphanOf(raw, before, family)
    const left = before && leftParent(raw, before.parts.raw.ppid, before, family)?.left
    if (left === undefined) doubtful.delete(raw.pid)
    else doubtful.set(raw.pid, left.parent.pid)
    // What was not read anew says nothing of the time since.
    const again = before !== undefined && !look.isAnew(raw.pid)
    const cpu = again ? before.cpu : before ? nextWindow(before.cpu, raw, readAtMs) : firstWindow(raw, readAtMs)
    const counted = again ? before.counted : nextRates(before?.counted, raw.counters, readAtMs)
    const daemon = isUnixDaemon(raw, family, adopters)
    const zombieSeen = zombieSeenOf(raw, before, exits)
    const parts = { raw, parent, orphan, cpuPercent: cpu.percent, rates: counted?.rates, daemon, zombieSeen }
    // Most processes sleep: the same parts make the same row, which need not be made to see that.
    const idle = before !== undefined && sameValue(before.parts, parts)
    const made = idle ? before.row : toRow(parts)
    const same = before !== undefined && (idle || sameValue(before.row, made))
    return { parts, row: same ? before.row : made, cpu, counted, parent: parent ?? before?.parent, left }
  }

  const end = ({ row }: Remembered): ProcessIdentity => {
    adopters.delete(keyOf(row))
    doubtful.delete(row.pid)
    return { pid: row.pid, startKey: row.startKey }
  }

  const childrenOf = (pids: ReadonlySet<number>): readonly number[] => {
    const found: number[] = []
    for (const { pid, ppid } of byPid.values()) if (pids.has(ppid)) found.push(pid)
    return found
  }

  return {
    rows: () => [...known.values()].map((each) => each.row),
    holderOf: (pid) => byPid.get(pid),
    holders: () => byPid.values(),
    childrenOf,
    noteBirth: (pid, parent) => void births.set(pid, parent),
    next(read, readAtMs, exits = noExits, unheard = []) {
      const sample = unheard.length === 0 ? read : [...read, ...unheard]
      const old = new Set(unheard.map(({ pid }) => pid))
      const look: Look = { readAtMs, exits, isAnew: (pid) => !old.has(pid) }
      const family = relateFamily(sample)
      noteAdopters(sample, family)
      const met = new Map<number, Remembered>()
      const started: Process[] = []
      const changed: Process[] = []
      for (const raw of sample) {
        const before = beforeOf(raw)
        const after = relate(raw, before, family, look)
        if (before === undefined) started.push(after.row)
        else if (before.row !== after.row) changed.push(after.row)
        met.set(raw.pid, after)
      }
      const ended: ProcessIdentity[] = []
      for (const [pid, each] of known) if (met.get(pid)?.row.startKey !== each.row.startKey) ended.push(end(each))
      known = met
      byPid = family.byPid
      births.clear()
      return { started, ended, changed }
    },
    update({ read, brief, exits = noExits }, readAtMs) {
      const started: Process[] = []
      const ended: ProcessIdentity[] = []
      const changed: Process[] = []
      const drop = (former: RawProcess | undefined): void => {
        const each = former && beforeOf(former)
        if (each === undefined) return
        known.delete(each.row.pid)
        ended.push(end(each))
      }
      for (const [pid, raw] of read) {
        const former = byPid.get(pid)
        if (former !== undefined && former.startKey !== raw?.startKey) drop(former)
        if (raw === undefined) byPid.delete(pid)
        else byPid.set(pid, raw)
      }
      const look: Look = { readAtMs, exits, isAnew: (pid) => read.has(pid) }
      const family = relateNews(byPid)
      const touched = new Set(read.keys())
      // Whose parent it is, and what is said of that, may have changed with the parent.
      for (const pid of childrenOf(touched)) touched.add(pid)
      for (const [pid, left] of doubtful) if (touched.has(left)) touched.add(pid)
      const affected = [...touched].flatMap((pid) => byPid.get(pid) ?? [])
      noteAdopters(affected, family)
      for (const raw of affected) {
        const before = beforeOf(raw)
        const after = relate(raw, before, family, look)
        if (before === undefined) started.push(after.row)
        else if (before.row !== after.row) changed.push(after.row)
        known.set(raw.pid, after)
      }
      // Only while they are related: they may be each other's parents.
      for (const raw of brief) if (!byPid.has(raw.pid)) byPid.set(raw.pid, raw)
      for (const raw of brief) {
        started.push(relate(raw, undefined, family, look).row)
        ended.push({ pid: raw.pid, startKey: raw.startKey })
      }
      for (const raw of brief) if (byPid.get(raw.pid) === raw) byPid.delete(raw.pid)
      for (const pid of read.keys()) births.delete(pid)
      return { started, ended, changed }
    },
  }
}

/** @returns the same object when nothing has changed: most parents stay what they were */
function relativeAgain(before: ProcessRelative | undefined, found: RawProcess): ProcessRelative {
  const { pid, startKey, name } = found
  const same = before?.pid === pid && before.startKey === startKey && before.name === name
  return same ? before : relative(found)
}
