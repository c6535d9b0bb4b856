import { marksOf, processNamed } from './evidence.ts'
import type { Moment, RunRecord } from './lesson.ts'
import type { Span } from './spans.ts'

// Where checks lead: every event and every look is a moment too.

/** @returns the first mark of that label that the process of that name made; undefined without one */
export function markBy(record: RunRecord, name: string, label: string): Moment | undefined {
  const pid = processNamed(record, name)?.pid
  return pid === undefined ? undefined : marksOf(record, label, pid)[0]
}

/** @returns when the most of the spans lay over one another, and whose began then; undefined without any */
export function busiest(spans: readonly Span[]): Moment | undefined {
  const together = ({ from }: Span): number => spans.filter((other) => other.from <= from && from < other.to).length
  const most = Math.max(...spans.map(together))
  const found = spans.find((span) => together(span) === most)
  return found && { t: found.from, pid: found.pid }
}
