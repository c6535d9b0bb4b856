import type { Process, ProcessRelative } from '../../shared/contract/process.ts'
import type { RawProcess } from '../platform/source.ts'
import { labMarkOf } from './lab-mark.ts'
import type { Rates } from './rate-window.ts'
import type { Orphan } from './relations.ts'

/** All that a row is made of. */
export interface RowParts {
  readonly raw: RawProcess
  readonly parent: ProcessRelative | undefined
  readonly orphan: Orphan | undefined
  readonly cpuPercent: number | undefined
  readonly rates: Rates | undefined
  readonly daemon: boolean
  readonly zombieSeen: ZombieSeen | undefined
}

/**
 * When it was first seen as a zombie, epoch ms; `already` when it was one when it was first seen at all. How it ended,
 * where the OS told.
 */
export type ZombieSeen = Pick<NonNullable<Process['zombie']>, 'seenAt' | 'already' | 'exitCode' | 'exitSignal'>

/** @returns the row of the table */
export function toRow({ raw, parent, orphan, cpuPercent, rates, daemon, zombieSeen }: RowParts): Process {
  const { startOrder: _, counters: __, firstThreadEnded: ___, ...facts } = raw
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
