import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { IoTotals, Told } from '../../../../../shared/contract/details.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import { Chart } from '../../../components/chart.tsx'
import { formatBytes, formatTime } from '../../../components/format.ts'
import { useText } from '../../../i18n/use-text.ts'
import { histories } from './histories.ts'
import { OrWhyNot } from './section.tsx'
import { processes, type PageProcess } from '../process-store.ts'

const percent = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} %`
const perSecond = (value: number): string => `${formatBytes(value)}/s`
/** So that an idle process does not look busy. */
const leastBytes = 1024 * 1024

interface ChartsProps {
  readonly process: PageProcess
  /** What it has moved, or why that is not told where its rates are measured beside the table. */
  readonly io: Told<IoTotals> | undefined
}

/** What the process did since the page first saw it. */
export function Charts({ process, io }: ChartsProps) {
  const text = useText()
  const { locale } = useIntl()
  // Told with every sample, also when this row has not changed.
  const sample = useStore(processes, (state) => state.sample)
  const key = keyOf(process)
  const history = useMemo(() => sample && histories.of(key), [key, sample])
  const data = useMemo(() => {
    if (history === undefined) return undefined
    const { load, io: rates } = history
    const [cpu = [], memory = []] = load.columns
    const [read = [], written = []] = rates.columns
    const line = { title: text('details.read'), colour: 'accent', values: read } as const
    return {
      cpu: {
        times: load.times,
        series: [{ title: text('details.chartCpu'), colour: 'running', values: cpu }],
        leastTop: 5,
      },
      memory: {
        times: load.times,
        series: [{ title: text('details.chartMemory'), colour: 'accent', values: memory }],
        leastTop: leastBytes,
        isBytes: true,
      },
      io: {
        times: rates.times,
        series: [line, { title: text('details.written'), colour: 'disk', values: written }],
        leastTop: leastBytes,
        isBytes: true,
      },
    } as const
  }, [history, text])
  const [since] = history?.load.times ?? []
  const [ioSince] = history?.io.times ?? []
  if (data === undefined || since === undefined) return undefined
  return (
    <section className="details-charts" aria-label={text('details.history', { time: formatTime(since, locale) })}>
      <Chart title={text('details.chartCpu')} data={data.cpu} formatValue={percent} height={84} />
      <Chart title={text('details.chartMemory')} data={data.memory} formatValue={formatBytes} height={84} />
      <small>{text('details.history', { time: formatTime(since, locale) })}</small>
      {ioSince !== undefined && (
        <>
          <Chart title={text('details.chartIo')} data={data.io} formatValue={perSecond} height={84} />
          <small>{text('details.ioHistory', { time: formatTime(ioSince, locale) })}</small>
          {io?.kind === 'told' && io.value.ofThreadOnly === true && (
            <p className="quiet">{text('details.ioOfThread')}</p>
          )}
        </>
      )}
      {ioSince === undefined && io !== undefined && io.kind !== 'told' && io.kind !== 'ended' && (
        <section className="fact">
          <h3>{text('details.chartIo')}</h3>
          <OrWhyNot told={io}>{() => undefined}</OrWhyNot>
        </section>
      )}
    </section>
  )
}
