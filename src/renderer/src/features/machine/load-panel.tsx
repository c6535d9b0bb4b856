import { memo } from 'react'
import type { MachineSample } from '../../../../shared/contract/machine.ts'
import { Chart } from '../../components/chart.tsx'
import { useText } from '../../i18n/use-text.ts'
import { chartOf } from './chart-lines.ts'
import { Panel } from './panel.tsx'

const words = (load: number): string => load.toFixed(2)

/** How many tasks ran or waited, averaged by the kernel. */
export const LoadPanel = memo(function LoadPanel({ samples }: { readonly samples: readonly MachineSample[] }) {
  const text = useText()
  const latest = samples.at(-1)
  if (latest?.loadAverage === undefined) {
    return (
      <Panel title={text('machine.load')}>
        <p className="quiet">{text('machine.loadUntold')}</p>
      </Panel>
    )
  }
  const data = chartOf(
    samples,
    [
      { title: text('machine.minutes', { n: 1 }), colour: 'accent', value: (each) => each.loadAverage?.[0] },
      { title: text('machine.minutes', { n: 5 }), colour: 'running', value: (each) => each.loadAverage?.[1] },
      { title: text('machine.minutes', { n: 15 }), colour: 'disk', value: (each) => each.loadAverage?.[2] },
    ],
    { leastTop: Math.max(1, latest.cpus.length) },
  )
  return (
    <Panel title={text('machine.load')} figure={words(latest.loadAverage[0])} plain>
      <Chart title={text('machine.load')} data={data} formatValue={words} />
      {latest.cpus.length > 0 && <p className="quiet">{text('machine.loadHelp', { cpus: latest.cpus.length })}</p>}
    </Panel>
  )
})
