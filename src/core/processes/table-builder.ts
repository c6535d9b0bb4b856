import type { Process, ProcessIdentity, ProcessRelative } from '../../shared/contract/process.ts'
import { keyOf } from '../../shared/model/tree.ts'
import type { RawProcess } from '../platform/source.ts'
import { firstWindow, nextWindow, type CpuWindow } from './cpu-window.ts'
import { relateFamily, relateNews, type Family } from './parents.ts'
import { nextRates, type RateWindow } from './rate-window.ts'
import { inferOrphan, isUnixDaemon, relative, type Orphan } from './relations.ts'
import { sameValue } from './same-value.ts'
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
}

export interface TableBuilder {
  /**
   * Relates a sample to the former ones.
   * @param readAtMs when it was read, on a clock that only goes forward (`performance.now()`)
   */
  next(sample: readonly RawProcess[], readAtMs: number): TableDifference
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
}

/**
 * Samples → rows and differences; remembers what a single sample cannot tell: CPU use, original parents, since when.
 * @param now epoch ms
 */
export function createTableBuilder(now: () => number = Date.now): TableBuilder {
  let known = new Map<string, Remembered>()
  let byPid = new Map<number, RawProcess>()
  /** Whoever was seen to adopt, or must have. */
  const adopters = new Set<string>()
  const births = new Map<number, ProcessRelative>()

  const orphanOf = (raw: RawProcess, before: Remembered | undefined, family: Family): Orphan | undefined => {
    const adopter = family.byPid.get(raw.ppid)
    if (before === undefined) {
      const birth = births.get(raw.pid)
      if (birth === undefined || birth.pid === raw.ppid || adopter === undefined) {
        return inferOrphan(raw, family, adopters)
      }
      return { evidence: 'observed', originalParent: birth, adopter: relative(adopter), seenAt: now() }
    }
    if (raw.ppid === before.parts.raw.ppid || adopter === undefined) return before.parts.orphan
    // Only an ended parent leaves orphans.
    const former = family.byPid.get(before.parts.raw.ppid)
    const alive = former?.startKey === before.parent?.startKey && former?.state !== 'zombie' && former?.state !== 'dead'
    if (former !== undefined && alive) return before.parts.orphan
    // Adopted once more: its original parent stays the first one.
    if (before.parts.orphan !== undefined) return { ...before.parts.orphan, adopter: relative(adopter) }
    const originalParent = before.parent ?? { pid: before.parts.raw.ppid }
    return { evidence: 'observed', originalParent, adopter: relative(adopter), seenAt: now() }
  }

  const zombieSeenOf = (raw: RawProcess, before: Remembered | undefined): ZombieSeen | undefined => {
    if (raw.state !== 'zombie') return undefined
    return (
      before?.parts.zombieSeen ?? {
        seenAt: now(),
        ...(before === undefined && !births.has(raw.pid) && { already: true }),
      }
    )
  }

  /** Adopters first: what one row tells of its parent explains the parent's other children, in whatever order. */
  const noteAdopters = (sample: Iterable<RawProcess>, family: Family): void => {
    for (const raw of sample) {
      const before = known.get(keyOf(raw))
      if (before !== undefined && before.parts.raw.ppid === raw.ppid) continue
      const adopter = orphanOf(raw, before, family)?.adopter
      if (adopter?.startKey !== undefined && adopter.pid === raw.ppid)
        adopters.add(`${adopter.pid}@${adopter.startKey}`)
    }
  }

  /** @returns what is to be remembered of it; its row is the object of before when it says the same */
  const relate = (raw: RawProcess, before: Remembered | undefined, family: Family, readAtMs: number): Remembered => {
    const found = family.parentOf(raw)
    const parent = found && relative(found)
    const orphan = orphanOf(raw, before, family)
    // What was not read anew says nothing of the time since.
    const again = before !== undefined && before.parts.raw === raw
    const cpu = again ? before.cpu : before ? nextWindow(before.cpu, raw, readAtMs) : firstWindow(raw, readAtMs)
    const counted = again ? before.counted : nextRates(before?.counted, raw.counters, readAtMs)
    const daemon = isUnixDaemon(raw, family, adopters)
    const zombieSeen = zombieSeenOf(raw, before)
    const parts = { raw, parent, orphan, cpuPercent: cpu.percent, rates: counted?.rates, daemon, zombieSeen }
    // Most processes sleep: the same parts make the same row, which need not be made to see that.
    const idle = before !== undefined && sameValue(before.parts, parts)
    const made = idle ? before.row : toRow(parts)
    const same = before !== undefined && (idle || sameValue(before.row, made))
    return { parts, row: same ? before.row : made, cpu, counted, parent: parent ?? before?.parent }
  }

  const end = (key: string, { row }: Remembered): ProcessIdentity => {
    adopters.delete(key)
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
    next(sample, readAtMs) {
      const family = relateFamily(sample)
      noteAdopters(sample, family)
      const met = new Map<string, Remembered>()
      const started: Process[] = []
      const changed: Process[] = []
      for (const raw of sample) {
        const key = keyOf(raw)
        const before = known.get(key)
        const after = relate(raw, before, family, readAtMs)
        if (before === undefined) started.push(after.row)
        else if (before.row !== after.row) changed.push(after.row)
        met.set(key, after)
      }
      const ended = [...known].flatMap(([key, each]) => (met.has(key) ? [] : [end(key, each)]))
      known = met
      byPid = family.byPid
      births.clear()
      return { started, ended, changed }
    },
    update({ read, brief }, readAtMs) {
      const started: Process[] = []
      const ended: ProcessIdentity[] = []
      const changed: Process[] = []
      const drop = (former: RawProcess | undefined): void => {
        const each = former && known.get(keyOf(former))
        if (each === undefined) return
        known.delete(keyOf(each.row))
        ended.push(end(keyOf(each.row), each))
      }
      for (const [pid, raw] of read) {
        const former = byPid.get(pid)
        if (former !== undefined && former.startKey !== raw?.startKey) drop(former)
        if (raw === undefined) byPid.delete(pid)
        else byPid.set(pid, raw)
      }
      const family = relateNews(byPid)
      const touched = new Set(read.keys())
      // Whose parent it is, and what is said of that, may have changed with the parent.
      for (const pid of childrenOf(touched)) touched.add(pid)
      const affected = [...touched].flatMap((pid) => byPid.get(pid) ?? [])
      noteAdopters(affected, family)
      for (const raw of affected) {
        const key = keyOf(raw)
        const before = known.get(key)
        const after = relate(raw, before, family, readAtMs)
        if (before === undefined) started.push(after.row)
        else if (before.row !== after.row) changed.push(after.row)
        known.set(key, after)
      }
      // Only while they are related: they may be each other's parents.
      for (const raw of brief) if (!byPid.has(raw.pid)) byPid.set(raw.pid, raw)
      for (const raw of brief) {
        started.push(relate(raw, undefined, family, readAtMs).row)
        ended.push({ pid: raw.pid, startKey: raw.startKey })
      }
      for (const raw of brief) if (byPid.get(raw.pid) === raw) byPid.delete(raw.pid)
      for (const pid of read.keys()) births.delete(pid)
      return { started, ended, changed }
    },
  }
}
