import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Process } from '../../../../../shared/contract/process.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import type { QueryContext } from '../../../../../shared/query/match-query.ts'
import { portsIn } from '../../../../../shared/query/needs.ts'
import { matching } from '../filters.ts'
import { processes, type PageProcess } from '../process-store.ts'
import { view } from '../view-store.ts'
import { useListeners, type Listeners } from './use-listeners.ts'

/** @returns whether a row is shown; undefined when all are */
export function useMatches(): ((row: PageProcess) => boolean) | undefined {
  const query = useStore(view, (state) => state.query)
  const chip = useStore(view, (state) => state.chip)
  const listeners = useListeners(useMemo(() => portsIn(query), [query]))
  return useMemo(() => matching(query, chip, contextWith(listeners)), [query, chip, listeners])
}

function contextWith(listeners: Listeners): QueryContext {
  return {
    // By the clock of the machine that is looked at; the page may be elsewhere.
    get now() {
      return processes.getState().at
    },
    ancestors: (row) => pidsAbove(row, processes.getState().rows),
    ports: (row) => listeners.get(keyOf(row)),
  }
}

function* pidsAbove(row: Process, rows: ReadonlyMap<string, Process>): Generator<number> {
  const seen = new Set<Process>()
  for (let each: Process | undefined = row; each !== undefined && !seen.has(each);) {
    seen.add(each)
    const { ppid, parentStartKey }: Process = each
    each = parentStartKey === undefined ? undefined : rows.get(keyOf({ pid: ppid, startKey: parentStartKey }))
    if (each !== undefined) yield each.pid
  }
}
