/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a meter element cannot be styled alike in every browser */
import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { MachineFigures } from '../../../../shared/contract/machine.ts'
import { processStates, type ProcessState } from '../../../../shared/contract/process.ts'
import { formatBytes, formatTime } from '../../components/format.ts'
import { StateBadge } from '../../components/state-badge.tsx'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'

/** The machine as a whole. @param props.stateCounts living processes of each state */
export function MachinePage({ stateCounts }: { readonly stateCounts: ReadonlyMap<ProcessState, number> }) {
  const text = useText()
  const { locale } = useIntl()
  const figures = useFigures()
  if (figures === undefined) return <p className="empty">{text('machine.loading')}</p>
  const memory = (100 * figures.memoryUsedBytes) / figures.memoryTotalBytes
  return (
    <article className="document">
      <h1>{figures.hostname}</h1>
      <dl className="facts">
        <Term name={text('machine.system')}>{figures.system}</Term>
        <Term name={text('machine.kernel')}>{figures.kernel}</Term>
        <Term name={text('machine.architecture')}>{figures.architecture}</Term>
        {figures.cpuModel !== undefined && <Term name={text('machine.processor')}>{figures.cpuModel}</Term>}
        <Term name={text('machine.booted')}>
          {text('machine.bootedAt', {
            time: formatTime(figures.bootedAt, locale),
            uptime: text('machine.uptime', uptime(figures)),
          })}
        </Term>
        {figures.loadAverage !== undefined && (
          <Term name={text('machine.load')}>{figures.loadAverage.map((each) => each.toFixed(2)).join(' · ')}</Term>
        )}
      </dl>
      <h2>{text('machine.cpu')}</h2>
      <Meter name={text('machine.cpu')} percent={figures.cpuPercent} />
      {figures.cpus.map((cpu, index) => (
        // A CPU is its number.
        <Meter
          key={text('machine.cpuN', { n: index })}
          name={text('machine.cpuN', { n: index })}
          percent={cpu.percent}
        />
      ))}
      <h2>{text('machine.memory')}</h2>
      <Meter
        name={text('machine.memory')}
        percent={memory}
        words={`${formatBytes(figures.memoryUsedBytes)} / ${formatBytes(figures.memoryTotalBytes)}`}
      />
      {(figures.swapTotalBytes ?? 0) > 0 && (
        <Meter
          name={text('machine.swap')}
          percent={(100 * (figures.swapUsedBytes ?? 0)) / (figures.swapTotalBytes ?? 1)}
          words={`${formatBytes(figures.swapUsedBytes ?? 0)} / ${formatBytes(figures.swapTotalBytes ?? 0)}`}
        />
      )}
      {(figures.swapTotalBytes ?? 0) === 0 && <p className="quiet">{text('machine.noSwap')}</p>}
      <h2>{text('machine.states')}</h2>
      <ul className="state-counts">
        {processStates
          .filter((state) => stateCounts.has(state))
          .map((state) => (
            <li key={state}>
              <StateBadge state={state} /> <strong className="number">{stateCounts.get(state)}</strong>
            </li>
          ))}
      </ul>
    </article>
  )
}

/** How long the machine has been running. */
function uptime({ at, bootedAt }: MachineFigures) {
  const minutes = Math.max(0, Math.floor((at - bootedAt) / 60_000))
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 }
}

function useFigures(): MachineFigures | undefined {
  const client = useStore(backend, (state) => state.client)
  const [figures, setFigures] = useState<MachineFigures>()
  useEffect(() => {
    const stop = new AbortController()
    const follow = async (): Promise<void> => {
      try {
        const stream = await client?.machine.watch(undefined, { signal: stop.signal })
        if (stream !== undefined) for await (const each of stream) setFigures(each)
      } catch {
        // Left the page, or the connection broke: the banner says so.
      }
    }
    void follow()
    return () => stop.abort()
  }, [client])
  return figures
}

function Term({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface MeterProps {
  readonly name: string
  readonly percent: number | undefined
  readonly words?: string
}

function Meter({ name, percent, words }: MeterProps) {
  const shown = words ?? (percent === undefined ? '–' : `${percent.toFixed(0)} %`)
  return (
    <div className="meter">
      <span>{name}</span>
      <div
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent ?? 0)}
        aria-valuetext={shown}
      >
        <div style={{ width: `${percent ?? 0}%` }} />
      </div>
      <span className="number">{shown}</span>
    </div>
  )
}
