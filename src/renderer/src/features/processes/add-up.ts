import type { Column, ColumnId } from './columns/catalog.ts'
import type { PageProcess } from './process-store.ts'
import { createTally, type Table } from './table-steps.ts'

export interface ColumnSums {
  readonly count: number
  /** In the units of their columns; what no row tells is absent. */
  readonly of: ReadonlyMap<ColumnId, number>
}

/**
 * @param columns those whose values shall be added up
 * @returns the sums of the rows that match and have not ended
 */
export function addUp(
  rows: Iterable<PageProcess>,
  columns: readonly Column[],
  matches?: (row: PageProcess) => boolean,
): ColumnSums {
  const [add, sums] = [adding(columns), Array.from({ length: sizeFor(columns) }, () => 0)]
  for (const row of rows) if (matches?.(row) !== false) add(sums, row, 1)
  return named(sums, columns)
}

/** @returns what gives the sums of all rows of a table, which cost as much as what has changed of it */
export function createAddUp(columns: readonly Column[]): (table: Table) => ColumnSums {
  const tally = createTally(sizeFor(columns), adding(columns))
  return (table) => named(tally(table), columns)
}

/** How many rows there are; then of each column its sum, and how many rows tell a value. */
function sizeFor(columns: readonly Column[]): number {
  return 1 + 2 * columns.length
}

function adding(columns: readonly Column[]): (sums: number[], row: PageProcess, sign: 1 | -1) => void {
  return (sums, row, sign) => {
    if (row.fresh === 'ended') return
    const add = (at: number, value: number): void => void (sums[at] = (sums[at] ?? 0) + sign * value)
    add(0, 1)
    for (let at = 0; at < columns.length; at += 1) {
      const own = columns[at]?.value(row, undefined)
      if (typeof own !== 'number') continue
      add(1 + 2 * at, own)
      add(2 + 2 * at, 1)
    }
  }
}

function named(sums: readonly number[], columns: readonly Column[]): ColumnSums {
  const told = columns.flatMap(({ id }, at): [ColumnId, number][] =>
    (sums[2 + 2 * at] ?? 0) > 0 ? [[id, withoutDust(sums[1 + 2 * at] ?? 0)]] : [],
  )
  return { count: sums[0] ?? 0, of: new Map(told) }
}

/** Adding and taking away again leaves a last bit: that is no use of a CPU. */
function withoutDust(sum: number): number {
  return Math.round(sum * 1e6) / 1e6 + 0
}
