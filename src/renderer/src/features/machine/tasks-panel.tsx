import { memo } from 'react'
import type { MachineSample } from '../../../../shared/contract/machine.ts'
import { processStates } from '../../../../shared/contract/process-states.ts'
import type { ProcessState } from '../../../../shared/contract/process.ts'
import { Chart } from '../../components/chart.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { useText } from '../../i18n/use-text.ts'
import { chartOf } from './chart-lines.ts'
import { Panel } from './panel.tsx'

interface TasksPanelProps {
  readonly samples: readonly MachineSample[]
  readonly stateCounts: ReadonlyMap<ProcessState, number>
}

/** How many processes are in which state, and how many tasks begin each second. */
export function TasksPanel({ samples, stateCounts }: TasksPanelProps) {
  const text = useText()
  return (
    <Panel title={text('machine.tasks')}>
      <ForkChart samples={samples} />
      <h3>{text('machine.states')}</h3>
      <ul className="state-counts" aria-label={text('machine.states')}>
        {processStates
          .filter((state) => stateCounts.has(state))
          .map((state) => (
            <li key={state} data-state-count={state}>
              <StateBadge state={state} /> <strong className="number">{stateCounts.get(state)}</strong>
            </li>
          ))}
      </ul>
    </Panel>
  )
}

/** Drawn anew with each sample, not with each event of the table. */
const ForkChart = memo(function ForkChart({ samples }: Pick<TasksPanelProps, 'samples'>) {
  const text = useText()
  if (samples.every(({ forkRate }) => forkRate === undefined)) {
    return <p className="quiet">{text('machine.forksUntold')}</p>
  }
  const title = text('machine.forks')
  const data = chartOf(samples, [{ title, colour: 'accent', value: (each) => each.forkRate }], { leastTop: 10 })
  return (
    <>
      <Chart
        title={title}
        data={data}
        formatValue={(rate) => text('machine.perSecond', { n: rate.toFixed(rate < 10 ? 1 : 0) })}
      />
      <p className="quiet">{text('machine.forksHelp')}</p>
    </>
  )
})
