import { useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createTreeArranger } from '../../../../shared/model/tree-arranger.ts'
import type { TreeRow } from '../../../../shared/model/tree.ts'
import { columnOf } from './columns/catalog.ts'
import { comparing, type Sorting } from './columns/sorting.ts'
import type { Sums } from './columns/use-subtree-sums.ts'
import { processes, type PageProcess } from './process-store.ts'
import { stepsBetween } from './table-steps.ts'

export interface RowQuery {
  /** Undefined: all are shown. */
  readonly matches: ((row: PageProcess) => boolean) | undefined
  readonly tree: boolean
  readonly sorting: Sorting
  readonly sums: Sums | undefined
  readonly collapsed: ReadonlySet<string>
  /** The places of the rows when the pointer came to rest on the table: what is under it must not jump. */
  readonly held: ReadonlyMap<string, number> | undefined
}

/** @returns the rows in the order of display; computed once per event of the table */
export function useVisibleRows(query: RowQuery): readonly TreeRow<PageProcess>[] {
  const { matches, tree, sorting, sums, collapsed, held } = query
  const table = useStore(processes, (state) => state.rows)
  const [arrange] = useState(() => createTreeArranger<PageProcess>())
  // A sum changes with any descendant: then all are ordered anew, otherwise only what has changed.
  const ordering = columnOf(sorting.column)?.ofSubtree === true ? sums : undefined
  const compare = useMemo(() => {
    const fresh = comparing(sorting, ordering)
    if (held === undefined) return fresh
    const place = (key: string): number => held.get(key) ?? Number.POSITIVE_INFINITY
    return (a: PageProcess, b: PageProcess, aKey: string, bKey: string): number => {
      const [left, right] = [place(aKey), place(bKey)]
      return left === right ? fresh(a, b, aKey, bKey) : left - right
    }
  }, [sorting, ordering, held])
  const isCollapsed = useCallback((key: string) => collapsed.has(key), [collapsed])
  return useMemo(
    () => arrange(table, { compare, matches, isCollapsed, flat: !tree }, (before) => stepsBetween(before, table)),
    [arrange, table, compare, matches, isCollapsed, tree],
  )
}
