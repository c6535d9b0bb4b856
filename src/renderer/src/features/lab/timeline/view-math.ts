import type { Span } from '../stage-store.ts'

const leastSpanUs = 200

/** @returns the span made smaller or larger around a moment, within the run */
export function zoomed(span: Span, factor: number, around: number, endUs: number): Span | undefined {
  const length = Math.max(leastSpanUs, (span.to - span.from) * factor)
  if (length >= endUs) return undefined
  const share = (around - span.from) / Math.max(1, span.to - span.from)
  return within({ from: around - length * share, to: around + length * (1 - share) }, endUs)
}

/** @returns the span moved, still within the run */
export function panned(span: Span, byUs: number, endUs: number): Span {
  return within({ from: span.from + byUs, to: span.to + byUs }, endUs)
}

function within({ from, to }: Span, endUs: number): Span {
  const length = to - from
  const start = Math.min(Math.max(0, from), Math.max(0, endUs - length))
  return { from: start, to: start + length }
}
