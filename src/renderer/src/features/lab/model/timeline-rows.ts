import type { ProcessState } from '../../../../../shared/contract/process.ts'
import { indexAt } from './history.ts'
import { endOf, type BarKind, type PointKind } from './lane.ts'
import type { RunPicture } from './run-picture.ts'

export interface TimelineRow {
  readonly t: number
  readonly to?: number
  readonly pid: number
  readonly kind: 'state' | BarKind | PointKind
  readonly state?: ProcessState
  readonly text: string
}

/** @returns all that the timeline draws, in the order of time */
export function timelineRows(picture: RunPicture): readonly TimelineRow[] {
  const rows: TimelineRow[] = []
  for (const lane of picture.lanes.values()) {
    const { pid, states, bars, points } = lane
    for (const [index, { t, value }] of states.entries()) {
      const to = states[index + 1]?.t ?? endOf(lane)
      rows.push({ t, ...(to !== undefined && { to }), pid, kind: 'state', state: value, text: '' })
    }
    for (const { kind, on, from, to } of bars)
      rows.push({ t: from, ...(to !== undefined && { to }), pid, kind, text: on })
    for (const { kind, t, text } of points) rows.push({ t, pid, kind, text })
  }
  return rows.toSorted((a, b) => a.t - b.t)
}

/** So many rows are drawn at once. */
export const rowsOnPage = 200

/** @returns the number of the page, from 0, that shows that moment: `page` itself when it does */
export function pageAt(rows: readonly TimelineRow[], t: number, page: number): number {
  const first = rows[page * rowsOnPage]
  const last = rows[Math.min(rows.length, (page + 1) * rowsOnPage) - 1]
  if (first !== undefined && last !== undefined && first.t <= t && t <= last.t) return page
  return Math.floor(Math.max(0, indexAt(rows, t)) / rowsOnPage)
}
