import { expect, it } from 'vitest'
import type { SignalResult } from '../../../src/shared/contract/signals.ts'
import { outcomeNow } from '../../../src/renderer/src/features/lab/model/signal-told.ts'
import { beginning, child, pictureOf } from './run-events.ts'

const told = (outcome: SignalResult['outcome'], endUs: number, running: boolean) => {
  const exit = { kind: 'process-exited', t: 50, pid: 30, exitSignal: 'SIGTERM' } as const
  const { lanes } = pictureOf([...beginning(), child(5, 30, 'a'), ...(endUs < 50 ? [] : [exit])])
  return outcomeNow({ outcome }, { lane: lanes.get(30), endUs, running })
}

it.each(['sent', 'zombie'] as const)(
  '“%s” says that somebody is still there: only as long as that is so',
  (outcome) => {
    expect(told(outcome, 40, true)).toBe(outcome)
    expect(told(outcome, 60, true)).toBe('ended')
    expect(told(outcome, 60, false)).toBe('ended')
    // Whoever was left behind, or ended unseen.
    expect(told(outcome, 40, false)).toBeUndefined()
  },
)

it.each(['ended', 'gone', 'reused', 'denied', 'refused'] as const)('“%s” stays true', (outcome) => {
  expect(told(outcome, 40, false)).toBe(outcome)
})
