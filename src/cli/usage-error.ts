import { nearest } from '../shared/model/nearest.ts'

/** A mistake in what was typed: one sentence on stderr, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Something that could not be done: one sentence on stderr, exit status 1. */
export class FailedError extends Error {
  override readonly name = 'FailedError'
}

/** @returns `; did you mean X?`; when nothing is near, what there is */
export function suggestion(text: string, candidates: readonly string[]): string {
  const guess = nearest(text, candidates)
  if (guess !== undefined) return `; did you mean ${guess}?`
  return candidates.length === 0 ? '.' : `; choose from ${candidates.join(', ')}.`
}

/**
 * @param text what was given
 * @param what names the value in the sentence, as in `a port`
 * @throws UsageError when it is not a whole number in the range
 */
export function wholeNumber(text: string, what: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`"${text}" is not ${what}: it must be a whole number from ${min} to ${max}.`)
}

/** @throws UsageError when the text is no number of seconds from 0 to `max` */
export function seconds(text: string, max: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= max) return value
  throw new UsageError(`"${text}" is not a number of seconds: it must be from 0 to ${max}.`)
}
