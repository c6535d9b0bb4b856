import { useEffect } from 'react'
import { useStore } from 'zustand'
import { formatBytes } from '../components/format.ts'
import { followMachine } from '../features/machine/machine-store.ts'
import { useWantedFacts } from '../features/processes/columns/use-wanted-facts.ts'
import { useChipCounts } from '../features/processes/filters.ts'
import { processes } from '../features/processes/process-store.ts'
import { wantFacts } from '../features/processes/table-feed.ts'
import { backend } from '../host/backend-store.ts'
import { useText } from '../i18n/use-text.ts'

/** The machine in one line; it also keeps the machine's figures flowing on every page, and says what rows must hold. */
export function StatusBar() {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const sample = useStore(processes, (state) => state.sample)
  const facts = useWantedFacts()
  useEffect(() => wantFacts(facts), [facts])
  useEffect(() => (client === undefined ? undefined : followMachine(client)), [client])

  const counts = useChipCounts()
  return (
    <footer className="status-bar">
      {counts === undefined ? (
        <span>…</span>
      ) : (
        <>
          <span>{text('status.processes', { count: counts.all })}</span>
          <span>{text('status.running', { count: counts.running })}</span>
          <span>{text('status.zombies', { count: counts.zombie })}</span>
          <span>{text('status.orphans', { count: counts.orphan })}</span>
        </>
      )}
      {sample !== undefined && (
        <>
          <span title={text('status.cpuTitle')}>
            {text('status.cpu', { percent: sample.cpuPercent === undefined ? '–' : sample.cpuPercent.toFixed(0) })}
          </span>
          <span>
            {text('status.memory', {
              used: formatBytes(sample.memoryUsedBytes),
              total: formatBytes(sample.memoryTotalBytes),
            })}
          </span>
          <span className="source" title={text('status.sourceTitle')}>
            {text('status.source', {
              source: sample.liveEvents ? `events+${sample.source}` : sample.source,
              cost: sample.costMs,
            })}
          </span>
        </>
      )}
    </footer>
  )
}
