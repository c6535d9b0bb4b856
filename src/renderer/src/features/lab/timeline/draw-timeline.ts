import { scaleLinear } from 'd3-scale'
import { indexAt } from '../model/history.ts'
import { endOf, type Lane } from '../model/lane.ts'
import { barLooks, pointLooks, stateLooks } from './looks.ts'
import type { Pen } from './pen.ts'

export const axisHeight = 24
export const laneHeight = 42
const rows = { state: 4, holds: 17, waits: 25, points: 37 }
const heights = { state: 11, bar: 7 }

export interface TimelineView {
  readonly width: number
  readonly height: number
  readonly from: number
  readonly to: number
  readonly scrollTop: number
  readonly selected: number | undefined
  readonly cursorUs: number | undefined
  /** Words beside the pictures: only where there is room, and only in files is there a gutter. */
  readonly gutter: number
}

/** Draws axis, lanes and cursor; only what the view shows is looked at. */
export function drawTimeline(pen: Pen, lanes: readonly Lane[], endUs: number, view: TimelineView): void {
  const { width, height, from, to, scrollTop, selected, cursorUs, gutter } = view
  const x = scaleLinear([from, Math.max(to, from + 1)], [gutter, width])
  const first = Math.max(0, Math.floor(scrollTop / laneHeight))
  const last = Math.min(lanes.length, Math.ceil((scrollTop + height - axisHeight) / laneHeight))
  for (let index = first; index < last; index += 1) {
    const lane = lanes[index]
    if (lane === undefined) continue
    const y = axisHeight + index * laneHeight - scrollTop
    if (lane.pid === selected)
      pen.rect({ x: gutter, y, width: width - gutter, height: laneHeight }, 'row-selected', 'solid')
    pen.line(gutter, y + laneHeight - 0.5, width, y + laneHeight - 0.5, 'line')
    drawStates(pen, lane, y, x, view, endUs)
    drawBars(pen, lane, y, x, view, endUs)
    drawPoints(pen, lane, y, x, view)
  }
  drawAxis(pen, x, view)
  if (cursorUs !== undefined && cursorUs >= from && cursorUs <= to) {
    const at = Math.round(x(cursorUs)) + 0.5
    pen.line(at, 0, at, height, 'danger')
  }
}

type Scale = (t: number) => number

function drawStates(pen: Pen, lane: Lane, y: number, x: Scale, view: TimelineView, endUs: number): void {
  const end = endOf(lane) ?? endUs
  let painted = -1
  for (let index = Math.max(0, indexAt(lane.states, view.from)); index < lane.states.length; index += 1) {
    const segment = lane.states[index]
    if (segment === undefined || segment.t > view.to) break
    const until = Math.min(lane.states[index + 1]?.t ?? end, end, view.to)
    const [left, right] = [Math.max(x(segment.t), view.gutter), x(until)]
    // Within a pixel that has its colour already nothing more can be seen.
    if (right < view.gutter || Math.floor(right) <= painted) continue
    painted = Math.floor(right)
    const { colour, fill, letter } = stateLooks[segment.value]
    const width = Math.max(1, right - left)
    pen.rect({ x: left, y: y + rows.state, width, height: heights.state }, colour, fill)
    if (width > 16) pen.text(left + 4, y + rows.state + 9, letter, fill === 'solid' ? 'surface' : 'text', 10)
  }
}

function drawBars(pen: Pen, lane: Lane, y: number, x: Scale, view: TimelineView, endUs: number): void {
  const painted = { holds: -1, waits: -1 }
  for (const { kind, on, from, to = endUs } of lane.bars) {
    if (from > view.to || to < view.from) continue
    const [left, right] = [Math.max(x(from), view.gutter), Math.min(x(to), view.width)]
    const row = kind === 'holds-lock' ? 'holds' : 'waits'
    if (Math.floor(right) <= painted[row]) continue
    painted[row] = Math.floor(right)
    const width = Math.max(1, right - left)
    const top = y + rows[row]
    const { colour, fill } = barLooks[kind]
    pen.rect({ x: left, y: top, width, height: heights.bar }, colour, fill)
    if (width > on.length * 6 + 12 && fill !== 'outlined' && fill !== 'solid') {
      pen.rect({ x: left + 3, y: top, width: on.length * 5.2 + 4, height: heights.bar }, 'surface', 'solid')
    }
    if (width > on.length * 6 + 12) pen.text(left + 5, top + 6.5, on, fill === 'solid' ? 'surface' : 'text', 8.5)
  }
}

function drawPoints(pen: Pen, lane: Lane, y: number, x: Scale, view: TimelineView): void {
  let painted = -1
  for (let index = indexAt(lane.points, view.from - 1) + 1; index < lane.points.length; index += 1) {
    const point = lane.points[index]
    if (point === undefined || point.t > view.to) break
    const at = x(point.t)
    const pixel = Math.floor(at)
    if (point.kind === 'output' && pixel === painted) continue
    painted = pixel
    const { glyph, colour } = pointLooks[point.kind]
    pen.glyph(glyph, at, y + rows.points, colour)
  }
}

function drawAxis(pen: Pen, x: ReturnType<typeof scaleLinear<number>>, { width, gutter }: TimelineView): void {
  pen.rect({ x: gutter, y: 0, width: width - gutter, height: axisHeight - 1 }, 'surface', 'solid')
  pen.line(gutter, axisHeight - 0.5, width, axisHeight - 0.5, 'line')
  const seconds = x.copy().domain(x.domain().map((t) => t / 1_000_000))
  const count = Math.max(2, Math.floor((width - gutter) / 90))
  const format = seconds.tickFormat(count)
  for (const tick of seconds.ticks(count)) {
    const at = seconds(tick)
    pen.line(at, axisHeight - 6, at, axisHeight, 'quiet')
    pen.text(at + 3, 14, `${format(tick)} s`, 'quiet')
  }
}
