import { describe, expect, it } from 'vitest'
import { judge } from '../../src/lab/engine/judge.ts'
import { joinTogetherOrEach } from '../../src/lab/lessons/20-join-together-or-each/lesson.ts'
import type { RunRecord } from '../../src/shared/model/lesson.ts'

interface Times {
  /** Milliseconds; the tasks take 2500, 1500 and 1000. */
  readonly together?: number
  readonly each?: number
  readonly start?: number
  /** Nobody could look for a while. */
  readonly busy?: boolean
}

function record({ together = 2540, each = 5090, start = 100, busy = false }: Times): RunRecord {
  const marks: [string, number][] = [
    ...[2500, 1500, 1000].flatMap((ms): [string, number][] => [
      ['together-start', start],
      ['together-from', 1000],
      ['together-to', 1000 + ms],
      ['each-start', start],
    ]),
    ['together-elapsed', together],
    ['each-elapsed', each],
  ]
  return {
    cpus: 2,
    parameters: { speed: 1, first: 5, second: 3, third: 2 },
    events: marks.map(([label, value], t) => ({ kind: 'mark', t, pid: 10, label, value })),
    observations: [0, 20, busy ? 240 : 40].map((ms) => ({ t: ms * 1000, pid: 10, state: 'sleeping' })),
  }
}

const outcome = (id: string, times: Times) =>
  judge(joinTogetherOrEach, record(times), 'en').find((each) => each.id === id)?.outcome

describe('about as long: 15 % more, and what starting processes took', () => {
  it.each([
    [{}, 'passed'],
    [{ together: 2400 }, 'failed'],
    [{ together: 2970 }, 'passed'],
    [{ together: 2990 }, 'failed'],
    [{ together: 3750 }, 'failed'],
    [{ together: 3200, start: 400 }, 'passed'],
    [{ together: 3200, busy: true }, 'inconclusive'],
  ] as const)('together, %j: %s', (times, expected) => {
    expect(outcome('together-takes-the-longest', times)).toBe(expected)
  })

  it.each([
    [{}, 'passed'],
    [{ each: 4800 }, 'failed'],
    [{ each: 6040 }, 'passed'],
    [{ each: 6060 }, 'failed'],
    [{ each: 6060, busy: true }, 'inconclusive'],
  ] as const)('each, %j: %s', (times, expected) => {
    expect(outcome('each-takes-the-sum', times)).toBe(expected)
  })
})
