import { memo } from 'react'
import type { MachineSample } from '../../../../shared/contract/machine.ts'
import { Chart } from '../../components/chart.tsx'
import { formatBytes } from '../../components/format.ts'
import { useText } from '../../i18n/use-text.ts'
import { chartOf, type LineOf } from './chart-lines.ts'
import { Figures, Panel } from './panel.tsx'
import { SplitMeter } from './split-meter.tsx'

/** Memory and swap: what is taken, what could be given back, what is free. */
export const MemoryPanel = memo(function MemoryPanel({ samples }: { readonly samples: readonly MachineSample[] }) {
  const text = useText()
  const latest = samples.at(-1)
  if (latest === undefined) return undefined
  const { memory, swap } = latest
  const share = (bytes: number): number => (100 * bytes) / memory.totalBytes
  const lines: LineOf[] = [
    { title: text('machine.used'), colour: 'accent', value: (each) => each.memory.usedBytes },
    ...(memory.cachedBytes === undefined
      ? []
      : [
          {
            title: text('machine.cached'),
            colour: 'running' as const,
            value: (each: MachineSample) => each.memory.cachedBytes,
          },
        ]),
    ...(swap === undefined || swap.totalBytes === 0
      ? []
      : [
          {
            title: text('machine.swap'),
            colour: 'disk' as const,
            value: (each: MachineSample) => each.swap?.usedBytes,
          },
        ]),
  ]
  const words = `${formatBytes(memory.usedBytes)} / ${formatBytes(memory.totalBytes)}`
  const known = (name: string, bytes: number | undefined) =>
    bytes === undefined ? [] : [{ name, value: formatBytes(bytes) }]
  return (
    <Panel title={text('machine.memory')} figure={words} plain>
      <Chart
        title={text('machine.memoryOver')}
        data={chartOf(samples, lines, { top: memory.totalBytes, isBytes: true })}
        formatValue={formatBytes}
      />
      <SplitMeter
        name={text('machine.memory')}
        percent={share(memory.usedBytes)}
        words={words}
        parts={[
          { kind: 'used', percent: share(memory.usedBytes) },
          { kind: 'second', percent: share(Math.max(0, memory.availableBytes - memory.freeBytes)) },
        ]}
      />
      <Figures
        figures={[
          ...known(text('machine.used'), memory.usedBytes),
          ...known(text('machine.available'), memory.availableBytes),
          ...known(text('machine.cached'), memory.cachedBytes),
          ...known(text('machine.buffers'), memory.buffersBytes),
          ...known(text('machine.free'), memory.freeBytes),
        ]}
      />
      <h3>{text('machine.swap')}</h3>
      <SwapLine swap={swap} />
    </Panel>
  )
})

function SwapLine({ swap }: Pick<MachineSample, 'swap'>) {
  const text = useText()
  if (swap === undefined) return <p className="quiet">{text('machine.swapUntold')}</p>
  if (swap.totalBytes === 0) return <p className="quiet">{text('machine.noSwap')}</p>
  const percent = (100 * swap.usedBytes) / swap.totalBytes
  const words = `${formatBytes(swap.usedBytes)} / ${formatBytes(swap.totalBytes)}`
  return (
    <div className="swap">
      <SplitMeter name={text('machine.swap')} percent={percent} words={words} parts={[{ kind: 'used', percent }]} />
      <span className="number">{words}</span>
    </div>
  )
}
