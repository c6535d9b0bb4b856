import type { Process, ProcessIdentity, ProcessRelative } from '../../shared/contract/process.ts'
import { keyOf } from '../../shared/model/tree.ts'
import type { RawProcess } from '../platform/source.ts'
import { firstWindow, nextWindow, type CpuWindow } from './cpu-window.ts'
import { labMarkOf } from './lab-mark.ts'
import { relateFamily, type Family } from './parents.ts'
import { nextRates, type Rates, type RateWindow } from './rate-window.ts'
import { inferOrphan, isUnixDaemon, relative, type Orphan } from './relations.ts'
import { sameValue } from './same-value.ts'

export interface TableDifference {
  readonly started: readonly Process[]
  readonly ended: readonly ProcessIdentity[]
  readonly changed: readonly Process[]
}

export interface TableBuilder {
  /**
   * Relates a sample to the former ones.
   * @param readAtMs when it was read, on a clock that only goes forward (`performance.now()`)
   */
  next(sample: readonly RawProcess[], readAtMs: number): TableDifference
  rows(): readonly Process[]
}

/** All that a row is made of. */
interface Parts {
  readonly raw: RawProcess
  readonly parent: ProcessRelative | undefined
  readonly orphan: Orphan | undefined
  readonly cpuPercent: number | undefined
  readonly rates: Rates | undefined
  readonly daemon: boolean
  readonly zombieSeen: ZombieSeen | undefined
}

/** When it was first seen as a zombie, epoch ms; `already` when it was one when it was first seen at all. */
type ZombieSeen = Pick<NonNullable<Process['zombie']>, 'seenAt' | 'already'>

interface Remembered {
  readonly parts: Parts
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
  /** Whoever was seen to adopt, or must have. */
  const adopters = new Set<string>()

  const orphanOf = (raw: RawProcess, before: Remembered | undefined, family: Family): Orphan | undefined => {
    if (before === undefined) return inferOrphan(raw, family, adopters)
    if (raw.ppid === before.parts.raw.ppid) return before.parts.orphan
    const adopter = family.byPid.get(raw.ppid)
    if (adopter === undefined) return before.parts.orphan
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
    return before?.parts.zombieSeen ?? { seenAt: now(), ...(before === undefined && { already: true }) }
  }

  /** Adopters first: what one row tells of its parent explains the parent's other children, in whatever order. */
  const noteAdopters = (sample: readonly RawProcess[], family: Family): void => {
    for (const raw of sample) {
      const before = known.get(keyOf(raw))
      if (before !== undefined && before.parts.raw.ppid === raw.ppid) continue
      const adopter = orphanOf(raw, before, family)?.adopter
      if (adopter?.startKey !== undefined && adopter.pid === raw.ppid)
        adopters.add(`${adopter.pid}@${adopter.startKey}`)
    }
  }

  return {
    rows: () => [...known.values()].map((each) => each.row),
    next(sample, readAtMs) {
      const family = relateFamily(sample)
      noteAdopters(sample, family)
      const met = new Map<string, Remembered>()
      const started: Process[] = []
      const changed: Process[] = []
      for (const raw of sample) {
        const key = keyOf(raw)
        const before = known.get(key)
        const found = family.parentOf(raw)
        const parent = found && relative(found)
        const orphan = orphanOf(raw, before, family)
        const cpu = before === undefined ? firstWindow(raw, readAtMs) : nextWindow(before.cpu, raw, readAtMs)
        const counted = nextRates(before?.counted, raw.counters, readAtMs)
        const rates = counted?.rates
        const parts = {
          raw,
          parent,
          orphan,
          cpuPercent: cpu.percent,
          rates,
          daemon: isUnixDaemon(raw, family, adopters),
          zombieSeen: zombieSeenOf(raw, before),
        }
        // Most processes sleep: the same parts make the same row, which need not be made to see that.
        const idle = before !== undefined && sameValue(before.parts, parts)
        const made = idle ? before.row : toRow(parts)
        const same = before !== undefined && (idle || sameValue(before.row, made))
        const row = same ? before.row : made
        if (before === undefined) started.push(row)
        else if (!same) changed.push(row)
        met.set(key, { parts, row, cpu, counted, parent: parent ?? before?.parent })
      }
      const ended: ProcessIdentity[] = []
      for (const [key, { row }] of known) {
        if (met.has(key)) continue
        ended.push({ pid: row.pid, startKey: row.startKey })
        adopters.delete(key)
      }
      known = met
      return { started, ended, changed }
    },
  }
}

function toRow({ raw, parent, orphan, cpuPercent, rates, daemon, zombieSeen }: Parts): Process {
  const { startOrder: _, counters: __, ...facts } = raw
  const row: Process = { ...facts, ...rates, cpuPercent }
  if (parent !== undefined) row.parentStartKey = parent.startKey
  if (zombieSeen !== undefined) row.zombie = { ...zombieSeen, ...(parent !== undefined && { waitingOn: parent }) }
  if (orphan !== undefined) row.orphan = orphan
  if (daemon) row.daemon = { kind: 'unix' }
  const lab = labMarkOf(raw.command)
  if (lab !== undefined) row.lab = lab
  return withoutAbsent(row)
}

/** What is not known is absent: not a key with nothing in it, which would travel. */
function withoutAbsent(row: Process): Process {
  for (const [key, value] of Object.entries(row)) if (value === undefined) Reflect.deleteProperty(row, key)
  return row
}
