import { memo, type ReactNode } from 'react'
import type { MachineSample } from '../../../../shared/contract/machine.ts'
import { Chart } from '../../components/chart.tsx'
import { useText } from '../../i18n/use-text.ts'
import { chartOf, countedNetworks, sumOf, type LineOf } from './chart-lines.ts'
import { Panel, rateWords } from './panel.tsx'

interface SamplesProps {
  readonly samples: readonly MachineSample[]
}

/** Idle devices show a flat line at the bottom, not their last byte as a mountain. */
const leastTop = 16 * 1024

/** What is read from and written to disks, together and by each. */
export const DiskPanel = memo(function DiskPanel({ samples }: SamplesProps) {
  const text = useText()
  const disks = samples.at(-1)?.disks
  const [read, write] = [text('machine.read'), text('machine.write')]
  return (
    <RatesPanel
      title={text('machine.disks')}
      chartTitle={text('machine.disksOver')}
      samples={samples}
      lines={[
        { title: read, colour: 'accent', value: (each) => sumOf((each.disks ?? []).map(({ readRate }) => readRate)) },
        {
          title: write,
          colour: 'orphan',
          value: (each) => sumOf((each.disks ?? []).map(({ writeRate }) => writeRate)),
        },
      ]}
      untold={
        disks === undefined ? text('machine.disksUntold') : disks.length === 0 ? text('machine.noDisks') : undefined
      }
    >
      <Devices
        titles={[text('machine.disk'), read, write]}
        rows={(disks ?? []).map(({ name, readRate, writeRate }) => [name, readRate, writeRate])}
      />
    </RatesPanel>
  )
})

/** What is received and sent, by interface; the loopback's traffic leaves the machine never, and stands apart. */
export const NetworkPanel = memo(function NetworkPanel({ samples }: SamplesProps) {
  const text = useText()
  const networks = samples.at(-1)?.networks
  const [received, sent] = [text('machine.received'), text('machine.sent')]
  const rows = (kind: 'loopback' | 'hardware' | 'virtual') =>
    (networks ?? [])
      .filter((each) => each.kind === kind)
      .map(({ name, receiveRate, sendRate }): DeviceRow => {
        const shown = name === '*' ? text('machine.allInterfaces') : name
        return [kind === 'hardware' ? shown : `${shown} · ${text(`machine.${kind}`)}`, receiveRate, sendRate]
      })
  const sum = (pick: (each: NonNullable<MachineSample['networks']>[number]) => number | undefined): LineOf['value'] => {
    return (sample) => sumOf(countedNetworks(sample).map(pick))
  }
  return (
    <RatesPanel
      title={text('machine.networks')}
      chartTitle={text('machine.networksOver')}
      samples={samples}
      lines={[
        { title: received, colour: 'accent', value: sum(({ receiveRate }) => receiveRate) },
        { title: sent, colour: 'orphan', value: sum(({ sendRate }) => sendRate) },
      ]}
      untold={networks === undefined ? text('machine.networksUntold') : undefined}
    >
      <Devices
        titles={[text('machine.interface'), received, sent]}
        rows={[...rows('hardware'), ...rows('virtual'), ...rows('loopback')]}
      />
      <p className="quiet">{text('machine.networksHelp')}</p>
    </RatesPanel>
  )
})

interface RatesPanelProps extends SamplesProps {
  readonly title: string
  readonly chartTitle: string
  readonly lines: readonly LineOf[]
  /** Why there is nothing to see. */
  readonly untold: string | undefined
  readonly children: ReactNode
}

function RatesPanel({ title, chartTitle, samples, lines, untold, children }: RatesPanelProps) {
  return (
    <Panel title={title} plain>
      {untold === undefined ? (
        <>
          <Chart
            title={chartTitle}
            data={chartOf(samples, lines, { leastTop, isBytes: true })}
            formatValue={rateWords}
          />
          {children}
        </>
      ) : (
        <p className="quiet">{untold}</p>
      )}
    </Panel>
  )
}

type DeviceRow = readonly [name: string, first: number | undefined, second: number | undefined]

function Devices({ titles, rows }: { readonly titles: readonly string[]; readonly rows: readonly DeviceRow[] }) {
  return (
    <table className="devices">
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, first, second]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{rateWords(first)}</td>
            <td>{rateWords(second)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
