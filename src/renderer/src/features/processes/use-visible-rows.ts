import { useMemo } from 'react'
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
  /** The places of the rows when the pointer came to rest on the table: what is under it must not jump. */
  readonly held: ReadonlyMap<string, number> | undefined
}

/** @returns the rows in the order of display; computed once per event of the table */
export function useVisibleRows(query: RowQuery): readonly TreeRow<PageProcess>[] {
  const { words, chip, tree, sorting, collapsed, held } = query
  const rows = useStore(processes, (state) => state.rows)
  return useMemo(() => {
    const all = [...rows.values()]
    const matches = matching(words, chip)
    const fresh = comparing(sorting)
    const place = (row: PageProcess): number => held?.get(keyOf(row)) ?? Number.POSITIVE_INFINITY
    const compare = (a: PageProcess, b: PageProcess): number => {
      if (held === undefined) return fresh(a, b)
      const [left, right] = [place(a), place(b)]
      return left === right ? fresh(a, b) : left - right
    }
    const options = { compare, matches, isCollapsed: (key: string) => collapsed.has(key) }
    return tree ? treeRows(all, options) : listRows(all, options)
  }, [rows, words, chip, tree, sorting, collapsed, held])
}
