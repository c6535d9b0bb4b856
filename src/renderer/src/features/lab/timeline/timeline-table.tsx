import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { indexAt } from '../model/history.ts'
import type { BarKind, PointKind } from '../model/lane.ts'
import { pageAt, rowsOnPage } from '../model/timeline-rows.ts'
import { stage } from '../stage-store.ts'
import { labRun } from '../run-store.ts'
import { timeText } from '../stage/use-run.ts'
import { Pager } from './pager.tsx'
import { useTimelineRows } from './use-timeline-rows.ts'

/** The timeline in words: the same for those who do not see the picture. Its page follows the cursor. */
export function TimelineTable() {
  const text = useText()
  const picture = useStore(labRun, (state) => state.picture)
  const cursorUs = useStore(stage, (state) => state.cursorUs)
  const rows = useTimelineRows()
  const [chosen, setChosen] = useState(0)
  const [followed, setFollowed] = useState<number>()
  if (cursorUs !== undefined && cursorUs !== followed) {
    setFollowed(cursorUs)
    setChosen(pageAt(rows, cursorUs, chosen))
  }
  const pages = Math.max(1, Math.ceil(rows.length / rowsOnPage))
  const page = Math.min(chosen, pages - 1)
  const from = page * rowsOnPage
  const shown = rows.slice(from, from + rowsOnPage)
  const current = cursorUs === undefined ? -1 : indexAt(rows, cursorUs)
  const currentRow = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    // Not returned: newer Chromiums answer with a promise, which React would take for a clean-up.
    currentRow.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const words = (kind: string): string => {
    if (isBar(kind)) return text(`lab.bar.${kind}`)
    return isPoint(kind) ? text(`lab.point.${kind}`) : kind
  }
  return (
    <div className="timeline-table">
      <Pager page={page} pages={pages} onPage={setChosen} />
      <table>
        <caption aria-live="polite">
          {text('lab.tableOf', { from: Math.min(from + 1, rows.length), to: from + shown.length, all: rows.length })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{text('lab.time')}</th>
            <th scope="col">{text('lab.until')}</th>
            <th scope="col">{text('lab.process')}</th>
            <th scope="col">{text('lab.what')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr
              key={from + index}
              ref={from + index === current ? currentRow : undefined}
              aria-current={from + index === current ? 'true' : undefined}
            >
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
