import { expect, it } from 'vitest'
import { describeRange, isInRange } from '../../../src/shared/model/parameter-range.ts'
import { speed } from '../../../src/shared/model/lesson.ts'

const buyers = { min: 2, max: 20, step: 1 }
const grow = { min: 0, max: 500, step: 10 }

it.each([
  [buyers, [2, 3, 20], [1, 2.5, 21, Number.NaN, Infinity]],
  [grow, [0, 60, 500], [65, 0.1, 510]],
  [speed, [0.25, 0.3, 4], [0.2, 4.1, Number.NaN]],
])('%j', (range, possible, impossible) => {
  expect(possible.filter((value) => !isInRange(range, value))).toEqual([])
  expect(impossible.filter((value) => isInRange(range, value))).toEqual([])
})

it('is said with its steps where nothing lies between them', () => {
  expect(describeRange(grow)).toBe('a whole number from 0 to 500 in steps of 10')
  expect(describeRange(speed)).toBe('a number from 0.25 to 4')
})
