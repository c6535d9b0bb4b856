import { expect, it } from 'vitest'
import { lateUnlessBusy, tooBusyMs, wholeRun } from '../../../src/shared/model/evidence.ts'
import type { RunRecord } from '../../../src/shared/model/lesson.ts'

const lookedAt = (...ms: readonly number[]): RunRecord => ({
  events: [],
  observations: ms.map((each) => ({ t: each * 1000, pid: 1, state: 'running' })),
  cpus: 2,
  parameters: {},
})

it('tells a busy machine by the gaps between the looks, in the stretch that matters', () => {
  const record = lookedAt(0, 20, 42, 150, 171)
  expect(tooBusyMs(record, 0, 42_000)).toBeUndefined()
  expect(tooBusyMs(record, 0, 171_000)).toBe(108)
  expect(tooBusyMs(record, 150_000, 171_000)).toBeUndefined()
})

it('holds a delay against what was measured only where there was time to look', () => {
  const calm = lookedAt(0, 20, 40, 60)
  expect(lateUnlessBusy(calm, wholeRun(calm), 'en', 'Late.')).toEqual({ outcome: 'failed', evidence: 'Late.' })
  const busy = lookedAt(0, 20, 220, 240)
  const judged = lateUnlessBusy(busy, wholeRun(busy), 'en', 'Late.')
  expect(judged.outcome).toBe('inconclusive')
  expect(judged.evidence).toContain('200 ms')
})
