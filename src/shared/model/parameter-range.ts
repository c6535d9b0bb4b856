import type { LessonParameter } from '../contract/lab.ts'

type Range = Pick<LessonParameter, 'min' | 'max' | 'step'>

/** What counts things, or switches one on: between two steps there is nothing that it could mean. */
const isCounted = ({ step }: Range): boolean => Number.isInteger(step)

/** @returns whether a lesson can run with this value of its parameter */
export function isInRange(range: Range, value: number): boolean {
  const { min, max, step } = range
  return value >= min && value <= max && (!isCounted(range) || Number.isInteger((value - min) / step))
}

/** @returns what values are possible, to follow "must be" */
export function describeRange(range: Range): string {
  const { min, max, step } = range
  const numbers = `from ${min} to ${max}`
  return isCounted(range) ? `a whole number ${numbers} in steps of ${step}` : `a number ${numbers}`
}
