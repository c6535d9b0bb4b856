import type { SubtreeSum } from '../../../../../shared/model/subtree-sums.ts'
import type { PageProcess } from '../process-store.ts'
import { columnOf, type CellValue, type ColumnId } from './catalog.ts'

export interface Sorting {
  readonly column: ColumnId
  readonly descending: boolean
}

type Compare = (a: PageProcess, b: PageProcess, aKey: string, bKey: string) => number

/**
 * @param sums of the subtrees by key, where the column needs them
 * @returns the order of rows under this sorting; absent values come last
 */
export function comparing({ column: id, descending }: Sorting, sums?: ReadonlyMap<string, SubtreeSum>): Compare {
  const column = columnOf(id)
  const valueOf = (row: PageProcess, key: string): CellValue => {
    const value = column?.value(row, sums?.get(key))
    return typeof value === 'string' ? value.toLowerCase() : value
  }
  const sign = descending ? -1 : 1
  return (a, b, aKey, bKey) => {
    const [left, right] = [valueOf(a, aKey), valueOf(b, bKey)]
    if (left === right) return 0
    if (left === undefined) return 1
    if (right === undefined) return -1
    return (left < right ? -1 : 1) * sign
  }
}
