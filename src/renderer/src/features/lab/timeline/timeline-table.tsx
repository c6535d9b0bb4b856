import { useText } from '../../../i18n/use-text.ts'
import type { BarKind, PointKind } from '../model/lane.ts'
import { timelineRows } from '../model/timeline-rows.ts'
import { stage } from '../stage-store.ts'
import { timeText, usePicture } from '../stage/use-run.ts'

const mostRows = 500

/** The timeline in words: the same for those who do not see the picture. */
export function TimelineTable() {
  const text = useText()
  const picture = usePicture()
  const rows = timelineRows(picture)
  const shown = rows.slice(0, mostRows)
  const words = (kind: string): string => {
    if (isBar(kind)) return text(`lab.bar.${kind}`)
    return isPoint(kind) ? text(`lab.point.${kind}`) : kind
  }
  return (
    <div className="timeline-table">
      <table>
        <caption>{text('lab.tableOf', { shown: shown.length, all: rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{text('lab.time')}</th>
            <th scope="col">{text('lab.until')}</th>
            <th scope="col">{text('lab.process')}</th>
            <th scope="col">{text('lab.what')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={`${row.t}-${row.pid}-${row.kind}-${row.text}`}>
              <td>
                <button type="button" className="link number" onClick={() => stage.getState().seek(row.t)}>
                  {timeText(row.t)}
                </button>
              </td>
              <td className="number">{row.to === undefined ? '' : timeText(row.to)}</td>
              <td>{picture.nameOf(row.pid)}</td>
              <td>
                {row.state === undefined ? words(row.kind) : text(`state.${row.state}`)} {row.text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const bars: readonly string[] = [
  'holds-lock',
  'waits-lock',
  'blocked-put',
  'blocked-get',
  'joining',
] satisfies BarKind[]
const isBar = (kind: string): kind is BarKind => bars.includes(kind)
const points: readonly string[] = [
  'start',
  'exit',
  'output',
  'signal',
  'mark',
  'reparented',
  'deadlock',
  'refused',
] satisfies PointKind[]
const isPoint = (kind: string): kind is PointKind => points.includes(kind)
