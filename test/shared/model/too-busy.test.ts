import { expect, it } from 'vitest'
import { lateUnlessBusy, tooBusyMs } from '../../../src/shared/model/evidence.ts'
import type { RunRecord } from '../../../src/shared/model/lesson.ts'

const lookedAt = (...ms: readonly number[]): RunRecord => ({
  events: [],
  observations: ms.map((each) => ({ t: each * 1000, pid: 1, state: 'running' })),
  cpus: 2,
  parameters: {},
})

it('tells a busy machine by the gaps between the looks', () => {
  expect(tooBusyMs(lookedAt(0, 20, 42, 63))).toBeUndefined()
  expect(tooBusyMs(lookedAt(0, 20, 42, 150, 171))).toBe(108)
})

it('holds a delay against what was measured only where there was time to look', () => {
  expect(lateUnlessBusy(lookedAt(0, 20, 40, 60), 'en', 'Late.')).toEqual({ outcome: 'failed', evidence: 'Late.' })
  const judged = lateUnlessBusy(lookedAt(0, 20, 220, 240), 'en', 'Late.')
  expect(judged.outcome).toBe('inconclusive')
  expect(judged.evidence).toContain('200 ms')
})
