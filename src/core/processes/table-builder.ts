import type { Process, ProcessIdentity } from '../../shared/contract/process.ts'
import type { RawProcess } from '../platform/source.ts'
import { labMarkOf } from './lab-mark.ts'
import { inferOrphan, isUnixDaemon, parentOf, relative, type Orphan } from './relations.ts'
import { sameRow } from './same-row.ts'

export interface TableDifference {
  readonly started: readonly Process[]
  readonly ended: readonly ProcessIdentity[]
  readonly changed: readonly Process[]
}

export interface TableBuilder {
  /** Relates a sample to the former ones. `at`: epoch ms. */
  next(sample: readonly RawProcess[], at: number): TableDifference
  rows(): readonly Process[]
}

interface Remembered {
  readonly raw: RawProcess
  readonly row: Process
  readonly orphan: Orphan | undefined
  readonly parent: RawProcess | undefined
}

const keyOf = (each: ProcessIdentity): string => `${each.pid}@${each.startKey}`

/** Samples → rows and differences; remembers what a single sample cannot tell: CPU use and original parents. */
export function createTableBuilder(): TableBuilder {
  let known = new Map<string, Remembered>()
  let sampledAt: number | undefined
  const adopters = new Set<string>()

  const orphanOf = (raw: RawProcess, before: Remembered | undefined, byPid: ReadonlyMap<number, RawProcess>) => {
    if (before === undefined) return inferOrphan(raw, byPid, adopters)
    if (raw.ppid === before.raw.ppid) return before.orphan
    const adopter = byPid.get(raw.ppid)
    if (adopter === undefined) return before.orphan
    // Only an ended parent leaves orphans.
    const former = byPid.get(before.raw.ppid)
    const alive = former?.startKey === before.parent?.startKey && former?.state !== 'zombie' && former?.state !== 'dead'
    if (former !== undefined && alive) return before.orphan
    adopters.add(keyOf(adopter))
    // Adopted once more: its original parent stays the first one.
    if (before.orphan !== undefined) return { ...before.orphan, adopter: relative(adopter) }
    const parent = before.parent === undefined ? { pid: before.raw.ppid } : relative(before.parent)
    return { evidence: 'observed' as const, originalParent: parent, adopter: relative(adopter) }
  }

  return {
    rows: () => [...known.values()].map((each) => each.row),
    next(sample, at) {
      const byPid = new Map(sample.map((raw) => [raw.pid, raw]))
      const elapsedMs = sampledAt === undefined ? undefined : at - sampledAt
      const now = new Map<string, Remembered>()
      const started: Process[] = []
      const changed: Process[] = []
      for (const raw of sample) {
        const key = keyOf(raw)
        const before = known.get(key)
        const parent = parentOf(raw, byPid)
        const orphan = orphanOf(raw, before, byPid)
        const cpuPercent = cpuOf(raw, before?.raw, elapsedMs)
        const row = toRow(raw, parent, orphan, cpuPercent, isUnixDaemon(raw, byPid, adopters))
        if (before === undefined) started.push(row)
        const same = before !== undefined && sameRow(before.row, row)
        if (before !== undefined && !same) changed.push(row)
        now.set(key, { raw, row: same ? before.row : row, orphan, parent: parent ?? before?.parent })
      }
      const ended = [...known.values()]
        .filter(({ row }) => !now.has(keyOf(row)))
        .map(({ row }) => ({ pid: row.pid, startKey: row.startKey }))
      for (const each of ended) adopters.delete(keyOf(each))
      known = now
      sampledAt = at
      return { started, ended, changed }
    },
  }
}

/** Percent of one CPU since the former sample, to a tenth: finer differences are the noise of clock ticks. */
function cpuOf(raw: RawProcess, before: RawProcess | undefined, elapsedMs: number | undefined): number | undefined {
  if (raw.cpuTimeMs === undefined) return raw.cpuPercent
  if (before?.cpuTimeMs === undefined || elapsedMs === undefined || elapsedMs <= 0) return undefined
  const percent = (100 * (raw.cpuTimeMs - before.cpuTimeMs)) / elapsedMs
  return Math.max(0, Math.round(percent * 10) / 10)
}

function toRow(
  raw: RawProcess,
  parent: RawProcess | undefined,
  orphan: Orphan | undefined,
  cpuPercent: number | undefined,
  daemon: boolean,
): Process {
  const { startOrder: _, ...facts } = raw
  const row: Process = { ...facts, cpuPercent }
  if (parent !== undefined) row.parentStartKey = parent.startKey
  if (raw.state === 'zombie') row.zombie = parent === undefined ? {} : { waitingOn: relative(parent) }
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
