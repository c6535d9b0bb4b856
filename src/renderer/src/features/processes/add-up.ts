import type { Column, ColumnId } from './columns/catalog.ts'
import type { PageProcess } from './process-store.ts'

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
  let count = 0
  const of = new Map<ColumnId, number>()
  for (const row of rows) {
    if (row.fresh === 'ended' || matches?.(row) === false) continue
    count += 1
    for (const { id, value } of columns) {
      const own = value(row, undefined)
      if (typeof own === 'number') of.set(id, (of.get(id) ?? 0) + own)
    }
  }
  return { count, of }
}
