import { expect, it } from 'vitest'
import { judge } from '../../src/lab/engine/judge.ts'
import { concurrentOrParallel } from '../../src/lab/lessons/04-concurrent-or-parallel/lesson.ts'

/** @returns how it is judged that two jobs on two CPUs computed in the same moment for so long */
function outcomeOf(shares: readonly number[], bothMs: number): string | undefined {
  const value = { shares: [...shares], bothMs, anyMs: 600, stretches: [300, 300] }
  const marks = [
    { kind: 'mark' as const, t: 1, pid: 10, label: 'allowed-cpus', value: 2 },
    { kind: 'mark' as const, t: 2, pid: 10, label: 'two-cpus', value },
  ]
  const record = { cpus: 2, parameters: {}, events: marks, observations: [] }
  return judge(concurrentOrParallel, record, 'en').find(({ id }) => id === 'two-cpus-at-once')?.outcome
}

it.each([
  ['passed', 'both computed at once', [90, 90], 500],
  ['failed', 'they took turns', [50, 50], 0],
  ['inconclusive', 'others had the CPUs now and then', [30, 30], 8],
  ['inconclusive', 'one of them hardly ran at all', [16, 4], 0],
] as const)('is %s when %s', (outcome, _, shares, bothMs) => {
  expect(outcomeOf(shares, bothMs)).toBe(outcome)
})
