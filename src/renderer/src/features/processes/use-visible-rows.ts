import { useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { keyOf, listRows, treeRows, type TreeRow } from '../../../../shared/model/tree.ts'
import { comparing, type Sorting } from './columns.ts'
import { matching, type Chip } from './filters.ts'
import { processes, type PageProcess } from './process-store.ts'

export interface RowQuery {
  readonly words: string
  readonly chip: Chip
  readonly tree: boolean
  readonly sorting: Sorting
  readonly collapsed: ReadonlySet<string>
  /** The pointer rests on the table: what is under it must not jump. */
  readonly held: boolean
}

/** @returns the rows in the order of display; computed once per event of the table */
export function useVisibleRows(query: RowQuery): readonly TreeRow<PageProcess>[] {
  const { words, chip, tree, sorting, collapsed, held } = query
  const rows = useStore(processes, (state) => state.rows)
  const order = useRef(new Map<string, number>())
  const sortedBy = useRef(sorting)
  return useMemo(() => {
    const all = [...rows.values()]
    const matches = matching(words, chip)
    const fresh = comparing(sorting)
    const kept = (row: PageProcess): number => order.current.get(keyOf(row)) ?? Number.POSITIVE_INFINITY
    // A click on a header sorts at once, also under the pointer.
    const hold = held && sortedBy.current === sorting
    const compare = (a: PageProcess, b: PageProcess): number => {
      if (!hold) return fresh(a, b)
      const [left, right] = [kept(a), kept(b)]
      return left === right ? fresh(a, b) : left - right
    }
    const options = { compare, matches, isCollapsed: (key: string) => collapsed.has(key) }
    const shown = tree ? treeRows(all, options) : listRows(all, options)
    order.current = new Map(shown.map((row, index) => [row.key, index]))
    sortedBy.current = sorting
    return shown
  }, [rows, words, chip, tree, sorting, collapsed, held])
}
