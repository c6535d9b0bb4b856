import type { QueueHistory } from './shared-objects.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** @returns where a time (microseconds) stands in the chart of a run that is known to that end */
export function xIn({ width }: Size, endUs: number): (t: number) => number {
  return (t) => (t / Math.max(1, endUs)) * width
}

/** @returns how many items the queue held, as steps, the last of them held to the end; and the area below them */
export function queuePaths(
  { moments, largest }: Pick<QueueHistory, 'moments' | 'largest'>,
  endUs: number,
  size: Size,
): { readonly line: string; readonly area: string } {
  const x = xIn(size, endUs)
  const y = (items: number): number => size.height - 2 - (items / Math.max(1, largest)) * (size.height - 6)
  let line = `M 0 ${y(0)}`
  let drawn = -1
  for (const [index, { t, value }] of moments.entries()) {
    // A hundredth of a pixel tells nothing; the last value always counts.
    if (x(t) - drawn < 0.25 && index < moments.length - 1) continue
    drawn = x(t)
    line += ` H ${drawn.toFixed(2)} V ${y(value.size).toFixed(2)}`
  }
  line += ` H ${size.width}`
  // Down at the end: closed from where it stands, what is left in the queue would slope.
  return { line, area: `${line} V ${y(0)} Z` }
}
