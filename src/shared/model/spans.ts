import { marksOf } from './evidence.ts'
import type { RunRecord } from './lesson.ts'

/** A stretch of a process's time, between two marks that it made itself. Microseconds of the run. */
export interface Span {
  readonly pid: number
  readonly from: number
  readonly to: number
}

/** @returns the stretches between the marks, by their beginnings; one that never ended lasts for ever */
export function spansOf(record: RunRecord, begin: string, end: string): readonly Span[] {
  return marksOf(record, begin).map(({ pid, t }) => {
    const to = marksOf(record, end, pid).find((mark) => mark.t >= t)?.t ?? Infinity
    return { pid, from: t, to }
  })
}

/** @returns how many of the spans lay over one moment, at most; one that ends as another begins does not */
export function mostAtOnce(spans: readonly Span[]): number {
  const changes = spans.flatMap(({ from, to }) => [
    { t: from, by: 1 },
    { t: to, by: -1 },
  ])
  let now = 0
  let most = 0
  for (const { by } of changes.toSorted((a, b) => a.t - b.t || a.by - b.by)) most = Math.max(most, (now += by))
  return most
}

/** @returns from the beginning of the first to the end of the last that ended, milliseconds; 0 without any */
export function stretchMs(spans: readonly Span[]): number {
  const ended = spans.filter(({ to }) => to < Infinity)
  if (ended.length === 0) return 0
  return (Math.max(...ended.map(({ to }) => to)) - Math.min(...ended.map(({ from }) => from))) / 1000
}

/** @returns the same in whole milliseconds; undefined until so many of the spans have ended */
export function wholeStretchMs(spans: readonly Span[], count: number): number | undefined {
  return spans.filter(({ to }) => to < Infinity).length < count ? undefined : Math.round(stretchMs(spans))
}

/** @returns the number that the program told by that mark, the last one */
export function told(record: RunRecord, label: string): number | undefined {
  const value = marksOf(record, label).at(-1)?.value
  return typeof value === 'number' ? value : undefined
}
