import type { EndedProcess, Process, TableEvent } from '../shared/contract/process.ts'
import { keyOf } from '../shared/model/tree.ts'
import type { TreeRow } from './ps-tree.ts'

/** A row that a reader has no more: its process ended, or it lives on and is no longer meant. */
export interface LeavingRow {
  readonly row: Process
  /** Absent while the process lives. */
  readonly end?: EndedProcess
}

/** What a reader is told: applied in this order its rows are always exactly those that are meant. */
export type RowsEvent =
  | { readonly kind: 'snapshot'; readonly processes: readonly Process[] }
  | {
      readonly kind: 'change'
      readonly at: number
      readonly started: readonly Process[]
      readonly leaving: readonly LeavingRow[]
      readonly changed: readonly Process[]
    }

/** Which rows are meant. */
export interface View {
  choose(rows: readonly Process[], at: number): readonly Process[]
  /** The same rows in the order asked. */
  arrange(rows: readonly Process[], at: number): readonly TreeRow[]
}

/**
 * Follows the table for a reader of a part of it. Which rows are meant may change with any event: by their figures, by
 * the time, by what is above them.
 * @returns turns an event of the table into the reader's; undefined when it has nothing to tell
 */
export function createWatchedRows(
  view: View,
): (event: Exclude<TableEvent, { kind: 'trouble' }>) => RowsEvent | undefined {
  const known = new Map<string, Process>()
  let shown: ReadonlyMap<string, Process> = new Map()
  return (event) => {
    if (event.kind === 'snapshot') {
      known.clear()
      for (const row of event.processes) known.set(keyOf(row), row)
      const processes = view.arrange(event.processes, event.at).map(({ row }) => row)
      shown = byKey(processes)
      return { kind: 'snapshot', processes }
    }
    const before = shown
    const ends = new Map(event.ended.map((end) => [keyOf(end), end]))
    for (const row of [...event.started, ...event.changed]) known.set(keyOf(row), row)
    for (const key of ends.keys()) known.delete(key)
    shown = byKey(view.choose([...known.values()], event.at))
    const brief = event.started.filter((row) => ends.has(keyOf(row)))
    const briefShown =
      brief.length === 0
        ? []
        : view.choose([...known.values(), ...brief], event.at).filter((row) => ends.has(keyOf(row)))
    const started = [...[...shown].flatMap(([key, row]) => (before.has(key) ? [] : [row])), ...briefShown]
    const changed = event.changed.filter((row) => before.has(keyOf(row)) && shown.has(keyOf(row)))
    const leaving = [...[...before].flatMap(([key, row]) => (shown.has(key) ? [] : [row])), ...briefShown].map(
      (row): LeavingRow => {
        const end = ends.get(keyOf(row))
        return { row, ...(end !== undefined && { end }) }
      },
    )
    if (started.length + changed.length + leaving.length === 0) return undefined
    return { kind: 'change', at: event.at, started, leaving, changed }
  }
}

function byKey(rows: readonly Process[]): ReadonlyMap<string, Process> {
  return new Map(rows.map((row) => [keyOf(row), row]))
}
