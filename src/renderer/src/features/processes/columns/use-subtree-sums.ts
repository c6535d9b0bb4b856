import { useMemo } from 'react'
import { useStore } from 'zustand'
import { subtreeSums, type SubtreeSum } from '../../../../../shared/model/subtree-sums.ts'
import { processes } from '../process-store.ts'
import { columnOf } from './catalog.ts'
import type { ShownColumn } from './choose.ts'
import type { Sorting } from './sorting.ts'

export type Sums = ReadonlyMap<string, Readonly<SubtreeSum>>

/** @returns the sums of all subtrees, computed once per event, while a column or the order needs them */
export function useSubtreeSums(columns: readonly ShownColumn[], sorting: Sorting): Sums | undefined {
  const rows = useStore(processes, (state) => state.rows)
  const isNeeded = columnOf(sorting.column)?.ofSubtree === true || columns.some(({ ofSubtree }) => ofSubtree)
  return useMemo(() => (isNeeded ? subtreeSums(rows) : undefined), [rows, isNeeded])
}
