import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Fact } from '../../../../../shared/contract/facts.ts'
import { factsIn } from '../../../../../shared/query/needs.ts'
import { backend } from '../../../host/backend-store.ts'
import { useIsTree } from '../use-is-tree.ts'
import { view } from '../view-store.ts'
import { shownColumns } from './choose.ts'

/** @returns what the stream must be asked for: costly facts only while a column or the query tells of them */
export function useWantedFacts(): readonly Fact[] {
  const kept = useStore(backend, ({ settings }) => settings.columns)
  const query = useStore(view, (state) => state.query)
  const choices = kept[useIsTree() ? 'tree' : 'list']
  return useMemo(() => {
    const ofColumns = shownColumns(choices).flatMap(({ fact }) => fact ?? [])
    return [...new Set([...ofColumns, ...factsIn(query)])].toSorted()
  }, [choices, query])
}
