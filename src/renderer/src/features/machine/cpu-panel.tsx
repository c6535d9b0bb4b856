import { memo } from 'react'
import { Chart } from '../../components/chart.tsx'
import type { CpuShares, MachineSample } from '../../../../shared/contract/machine.ts'
import { useText, type Text } from '../../i18n/use-text.ts'
import { busyOf, chartOf } from './chart-lines.ts'
import { Panel, percentWords } from './panel.tsx'
import { SplitMeter, type Part } from './split-meter.tsx'

/** All CPUs together over time, and each by itself, split by what the time went into. */
export const CpuPanel = memo(function CpuPanel({ samples }: { readonly samples: readonly MachineSample[] }) {
  const text = useText()
  const latest = samples.at(-1)
  const { cpu, cpus = [] } = latest ?? {}
  const data = chartOf(
    samples,
    [
      { title: text('machine.busy'), colour: 'accent', value: (each) => busyOf(each.cpu) },
      { title: text('machine.system-time'), colour: 'zombie', value: (each) => each.cpu?.system },
      ...(cpu?.iowait === undefined
        ? []
        : [
            {
              title: text('machine.iowait'),
              colour: 'disk' as const,
              value: (each: MachineSample) => each.cpu?.iowait,
            },
          ]),
    ],
    { top: 100 },
  )
  return (
    <Panel title={text('machine.cpu')} figure={percentWords(busyOf(cpu))} wide plain>
      <Chart title={text('machine.cpuOver')} data={data} formatValue={percentWords} height={168} />
      <ul className="cpu-rows">
        <CpuRow name={text('machine.allCpus')} shares={cpu} text={text} />
        {cpus.map((shares, index) => {
          const name = text('machine.cpuN', { n: shares.number ?? index })
          return <CpuRow key={name} name={name} shares={shares} text={text} />
        })}
      </ul>
      <ul className="forms" aria-label={text('machine.parts')}>
        {partsOf(cpu, text).map(({ kind, title, percent }) => (
          <li key={kind}>
            <i data-kind={kind} aria-hidden="true" />
            {title} <span className="number">{percentWords(percent)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
})

interface CpuRowProps {
  readonly name: string
  readonly shares: CpuShares | undefined
  readonly text: Text
}

function CpuRow({ name, shares, text }: CpuRowProps) {
  const parts = partsOf(shares, text)
  const busy = busyOf(shares)
  const split = parts.map(({ title, percent }) => `${title} ${percentWords(percent)}`)
  return (
    <li>
      <span>{name}</span>
      <SplitMeter name={name} percent={busy ?? 0} words={[percentWords(busy), ...split].join(' · ')} parts={parts} />
      <span className="number">{percentWords(busy)}</span>
    </li>
  )
}

/** What the OS tells apart. */
function partsOf(shares: CpuShares | undefined, text: Text): readonly (Part & { readonly title: string })[] {
  const { user = 0, system = 0, iowait, steal } = shares ?? {}
  return [
    { kind: 'used', title: text('machine.user-time'), percent: user },
    { kind: 'second', title: text('machine.system-time'), percent: system },
    ...(steal === undefined ? [] : [{ kind: 'steal' as const, title: text('machine.steal'), percent: steal }]),
    ...(iowait === undefined ? [] : [{ kind: 'wait' as const, title: text('machine.iowait'), percent: iowait }]),
  ]
}
