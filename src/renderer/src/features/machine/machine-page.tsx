import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { MachineFacts } from '../../../../shared/contract/machine.ts'
import type { ProcessState } from '../../../../shared/contract/process.ts'
import { formatTime } from '../../components/format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CpuPanel } from './cpu-panel.tsx'
import { LoadPanel } from './load-panel.tsx'
import './machine.css'
import { machine } from './machine-store.ts'
import { MemoryPanel } from './memory-panel.tsx'
import { PressurePanel } from './pressure-panel.tsx'
import { DiskPanel, NetworkPanel } from './rates-panel.tsx'
import { TasksPanel } from './tasks-panel.tsx'
import { TopPanel } from './top-panel.tsx'
import type { TopProcess } from '../../../../shared/model/top-processes.ts'

interface MachinePageProps {
  /** Living processes of each state. */
  readonly stateCounts: ReadonlyMap<ProcessState, number>
  /** Living processes by key. */
  readonly rows: ReadonlyMap<string, TopProcess>
  readonly onOpenProcess: (process: TopProcess) => void
}

/** The machine as a whole, now and over the last ten minutes. */
export function MachinePage({ stateCounts, rows, onOpenProcess }: MachinePageProps) {
  const text = useText()
  const { facts, samples } = useStore(machine)
  const latest = samples.at(-1)
  if (facts === undefined || latest === undefined) return <p className="empty">{text('machine.loading')}</p>
  return (
    <article className="machine">
      <Facts facts={facts} now={latest.at} />
      <div className="panels">
        <CpuPanel samples={samples} />
        <MemoryPanel samples={samples} />
        <TopPanel rows={rows} onOpen={onOpenProcess} />
        <TasksPanel samples={samples} stateCounts={stateCounts} />
        <LoadPanel samples={samples} />
        <PressurePanel samples={samples} />
        <DiskPanel samples={samples} />
        <NetworkPanel samples={samples} />
      </div>
    </article>
  )
}

function Facts({ facts, now }: { readonly facts: MachineFacts; readonly now: number }) {
  const text = useText()
  const { locale } = useIntl()
  const minutes = Math.max(0, Math.floor((now - facts.bootedAt) / 60_000))
  const uptime = { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 }
  const booted = text('machine.bootedAt', {
    time: formatTime(facts.bootedAt, locale),
    uptime: text('machine.uptime', uptime),
  })
  return (
    <header>
      <h1>{facts.hostname}</h1>
      <dl className="machine-facts">
        <Term name={text('machine.system')}>{facts.system}</Term>
        <Term name={text('machine.kernel')}>{facts.kernel}</Term>
        <Term name={text('machine.architecture')}>{facts.architecture}</Term>
        {facts.cpuModel !== undefined && <Term name={text('machine.processor')}>{facts.cpuModel}</Term>}
        <Term name={text('machine.booted')}>{booted}</Term>
      </dl>
    </header>
  )
}

function Term({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
