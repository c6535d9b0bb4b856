import type { MachineSample } from '../../../../shared/contract/machine.ts'
import { processStates, type ProcessState } from '../../../../shared/contract/process.ts'
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
  const told = samples.some(({ forkRate }) => forkRate !== undefined)
  const data = chartOf(samples, [{ title: text('machine.forks'), colour: 'accent', value: (each) => each.forkRate }], {
    leastTop: 10,
  })
  return (
    <Panel title={text('machine.tasks')}>
      {told && (
        <Chart
          title={text('machine.forks')}
          data={data}
          formatValue={(rate) => text('machine.perSecond', { n: rate.toFixed(rate < 10 ? 1 : 0) })}
        />
      )}
      <p className="quiet">{text(told ? 'machine.forksHelp' : 'machine.forksUntold')}</p>
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
