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
  return former !== undefined && former.key === key ? { ...former.row, fresh: 'ended' } : undefined
}
