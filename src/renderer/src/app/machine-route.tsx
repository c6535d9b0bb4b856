import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ProcessState } from '../../../shared/contract/process.ts'
import { MachinePage } from '../features/machine/machine-page.tsx'
import { processes } from '../features/processes/process-store.ts'

/** Joins two features that do not know each other: the machine's page and the process table. */
export function MachineRoute() {
  const rows = useStore(processes, (state) => state.rows)
  const counts = useMemo(() => {
    const byState = new Map<ProcessState, number>()
    for (const row of rows.values()) {
      if (row.fresh !== 'ended') byState.set(row.state, (byState.get(row.state) ?? 0) + 1)
    }
    return byState
  }, [rows])
  return <MachinePage stateCounts={counts} />
}
