import { memo } from 'react'
import type { MachineSample, Pressure } from '../../../../shared/contract/machine.ts'
import type { ChartColour } from '../../components/chart-data.ts'
import { Chart } from '../../components/chart.tsx'
import { useText } from '../../i18n/use-text.ts'
import { chartOf } from './chart-lines.ts'
import { Panel, percentWords } from './panel.tsx'

const resources = ['cpu', 'memory', 'io'] as const
const colours: Readonly<Record<(typeof resources)[number], ChartColour>> = {
  cpu: 'accent',
  memory: 'running',
  io: 'disk',
}

/** Pressure stall information: the share of time that tasks lost by waiting for a resource. */
export const PressurePanel = memo(function PressurePanel({ samples }: { readonly samples: readonly MachineSample[] }) {
  const text = useText()
  const pressure = samples.at(-1)?.pressure
  if (pressure === undefined) {
    return (
      <Panel title={text('machine.pressure')}>
        <p className="quiet">{text('machine.pressureUntold')}</p>
      </Panel>
    )
  }
  const told = resources.filter((each) => pressure[each] !== undefined)
  const data = chartOf(
    samples,
    told.map((each) => ({
      title: text(`machine.pressure-${each}`),
      colour: colours[each],
      value: (sample) => sample.pressure?.[each]?.some.avg10,
    })),
    { leastTop: 10 },
  )
  return (
    <Panel title={text('machine.pressure')}>
      <Chart title={text('machine.pressureOver')} data={data} formatValue={percentWords} />
      <table className="devices">
        <thead>
          <tr>
            <th scope="col">{text('machine.waitsFor')}</th>
            <th scope="col">{text('machine.seconds10')}</th>
            <th scope="col">{text('machine.minutes', { n: 1 })}</th>
            <th scope="col">{text('machine.minutes', { n: 5 })}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((each) => (
            <PressureRows key={each} name={text(`machine.pressure-${each}`)} resource={pressure[each]} />
          ))}
        </tbody>
      </table>
      <p className="quiet">{text('machine.pressureHelp')}</p>
    </Panel>
  )
})

function PressureRows({ name, resource }: { readonly name: string; readonly resource: Pressure['cpu'] }) {
  const text = useText()
  return (['some', 'full'] as const).map((kind) => {
    const stalls = resource?.[kind]
    if (stalls === undefined) return undefined
    return (
      <tr key={kind}>
        <th scope="row">
          {name} <small>{text(`machine.pressure-${kind}`)}</small>
        </th>
        <td>{percentWords(stalls.avg10)}</td>
        <td>{percentWords(stalls.avg60)}</td>
        <td>{percentWords(stalls.avg300)}</td>
      </tr>
    )
  })
}
