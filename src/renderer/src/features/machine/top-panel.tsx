import { useState } from 'react'
import { keyOf } from '../../../../shared/model/tree.ts'
import { formatBytes } from '../../components/format.ts'
import { Quantity } from '../../components/quantity.tsx'
import { useText } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { Panel } from './panel.tsx'
import {
  keysOf,
  topMeasures,
  topProcesses,
  type TopMeasure,
  type TopProcess,
} from '../../../../shared/model/top-processes.ts'

interface TopPanelProps {
  /** Living processes by key. */
  readonly rows: ReadonlyMap<string, TopProcess>
  readonly onOpen: (process: TopProcess) => void
}

/** Who takes most; a click leads to it in the table. */
export function TopPanel(props: TopPanelProps) {
  const text = useText()
  return (
    <Panel title={text('machine.top')}>
      <div className="tops">
        {topMeasures.map((measure) => (
          <TopList key={measure} measure={measure} {...props} />
        ))}
      </div>
    </Panel>
  )
}

function TopList({ rows, onOpen, measure }: TopPanelProps & { readonly measure: TopMeasure }) {
  const text = useText()
  const [held, setHeld] = useState<readonly string[]>()
  const top = topProcesses(rows, measure, held)
  const title = text(`machine.top-${measure}`)
  // Nothing moves under the pointer, nor away from the focus.
  const hold = (): void => setHeld((before) => before ?? keysOf(top))
  const release = (): void => setHeld(undefined)
  return (
    <div className="top" onPointerEnter={hold} onPointerLeave={release}>
      <h3>{title}</h3>
      <ol aria-label={title}>
        {top.map((row) => (
          <li key={keyOf(row)}>
            <button type="button" data-pid={row.pid} onFocus={hold} onBlur={release} onClick={() => onOpen(row)}>
              <span className="name">{shownName(row.name, text)}</span>
              <small className="number">{row.pid}</small>
              <span className="number">
                <Quantity value={words(row, measure)} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function words(row: TopProcess, measure: TopMeasure): string {
  return measure === 'cpuPercent' ? `${(row.cpuPercent ?? 0).toFixed(1)} %` : formatBytes(row.rssBytes ?? 0)
}
