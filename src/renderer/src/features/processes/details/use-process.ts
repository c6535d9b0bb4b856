import { useRef } from 'react'
import { useStore } from 'zustand'
import { processes, type PageProcess } from '../process-store.ts'

/** @returns the process as it is, or as it was last: its row leaves the table soon after its end; undefined before it was seen */
export function useProcess(key: string | undefined): PageProcess | undefined {
  const now = useStore(processes, ({ rows }) => (key === undefined ? undefined : rows.get(key)))
  const last = useRef<{ readonly key: string; readonly row: PageProcess }>(undefined)
  if (now !== undefined && key !== undefined) last.current = { key, row: now }
  if (now !== undefined) return now
  const former = last.current
  if (former === undefined || former.key !== key) return undefined
  if (former.row.fresh === 'ended') return former.row
  // It was gone without a word, as after a break of the connection: when is not known.
  const { freshAt: _, ...row } = former.row
  return { ...row, fresh: 'ended' }
}
