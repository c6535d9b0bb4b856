import { expect, it } from 'vitest'
import { livingMarks } from '../../src/renderer/src/features/processes/living-marks.ts'

const rows = new Map([
  ['1@a', {}],
  ['2@a', { fresh: 'started' as const }],
  ['3@a', { fresh: 'ended' as const }],
])

it('leaves marks as they are while all who are marked live', () => {
  const marked = new Set(['1@a', '2@a'])
  expect(livingMarks(marked, rows)).toBe(marked)
  expect(livingMarks(new Set(), rows)).toEqual(new Set())
})

it('takes the mark from who has ended, also while the row still fades, and from who has left', () => {
  expect(livingMarks(new Set(['1@a', '3@a', '4@a']), rows)).toEqual(new Set(['1@a']))
  expect(livingMarks(new Set(['3@a']), rows)).toEqual(new Set())
})
