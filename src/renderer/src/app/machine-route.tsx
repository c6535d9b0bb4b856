import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ProcessState } from '../../../shared/contract/process.ts'
import { keyOf } from '../../../shared/model/tree.ts'
import { MachinePage } from '../features/machine/machine-page.tsx'
import { processes, type PageProcess } from '../features/processes/process-store.ts'
import { setFilter, view } from '../features/processes/view-store.ts'

/** Joins two features that do not know each other: the machine's page and the process table. */
export function MachineRoute({ onOpenTable }: { readonly onOpenTable: () => void }) {
  const rows = useStore(processes, (state) => state.rows)
  const { living, counts } = useMemo(() => {
    const byState = new Map<ProcessState, number>()
    const byKey = new Map<string, PageProcess>()
    for (const [key, row] of rows) {
      if (row.fresh === 'ended') continue
      byKey.set(key, row)
      byState.set(row.state, (byState.get(row.state) ?? 0) + 1)
    }
    return { living: byKey, counts: byState }
  }, [rows])
  return (
    <MachinePage
      stateCounts={counts}
      rows={living}
      onOpenProcess={(process) => {
        // Whatever hid the row no longer does.
        setFilter('')
        view.setState({ selected: keyOf(process), marked: new Set(), chip: 'all', collapsed: new Set() })
        onOpenTable()
      }}
    />
  )
}
