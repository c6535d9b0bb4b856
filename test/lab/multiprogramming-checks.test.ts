import { expect, it } from 'vitest'
import { judge } from '../../src/lab/engine/judge.ts'
import { multiprogramming } from '../../src/lab/lessons/02-multiprogramming/lesson.ts'

/** @returns how it is judged that one after another took a second of the jobs' own time, and together so much of it */
function outcomeOf(togetherMs: number, elapsedMs: number): string | undefined {
  const round = (t: number, label: string, ownMs: number) => {
    const value = { ownMs, elapsedMs: Math.max(ownMs, elapsedMs), cpuMs: 400, switches: [] }
    return { kind: 'mark' as const, t, pid: 10, label, value }
  }
  const events = [round(1, 'one-after-another', 1000), round(2, 'together', togetherMs)]
  const record = { cpus: 2, parameters: {}, events, observations: [] }
  return judge(multiprogramming, record, 'en').find(({ id }) => id === 'together-is-faster')?.outcome
}

it.each([
  ['passed', 'the waits of one are the work of another', 600, 1000],
  ['failed', 'they only take turns', 1000, 1000],
  ['failed', 'they are hardly faster on a machine of their own', 850, 1000],
  ['inconclusive', 'others had the CPUs', 850, 4000],
  ['failed', 'they only take turns, whatever others do', 1000, 4000],
] as const)('is %s when %s', (outcome, _, togetherMs, elapsedMs) => {
  expect(outcomeOf(togetherMs, elapsedMs)).toBe(outcome)
})
