import { expect, it } from 'vitest'
import { summarise, summaryLines } from '../../src/cli/run-summary.ts'
import type { Report } from '../../src/cli/follow-run.ts'

const report = (outcome: Report['outcome'], more: Partial<Report> = {}): Report => ({
  kind: 'report',
  t: 1,
  pid: 1,
  outcome,
  elapsedMs: 1000,
  checks: [],
  leftBehind: 0,
  ...more,
})

it('runs that could not tell are counted, those that were interrupted are not', () => {
  const stopped = report('inconclusive', { stopped: 'by-request', elapsedMs: 5 })
  const late = report('inconclusive', { stopped: 'time-limit' })
  const summary = summarise([report('passed'), report('failed'), late, stopped])
  expect(summary).toMatchObject({ runs: 3, passed: 1, failed: 1, inconclusive: 1 })
  expect(summary.distributions.elapsedMs).toEqual({ min: 1000, median: 1000, max: 1000 })
  expect(summaryLines(summary)[0]).toMatch(/^3 runs: 1 passed, 1 failed, 1 inconclusive; 1000 to 1000 ms/)
})

it('what no run has shown is absent', () => {
  expect(summarise([report('passed')])).not.toHaveProperty('inconclusive')
  const none = summarise([report('inconclusive', { stopped: 'by-request' })])
  expect(none).toMatchObject({ runs: 0, passed: 0, failed: 0 })
  expect(none.distributions).toEqual({ checks: {}, answers: {} })
  expect(summaryLines(none)).toEqual(['0 runs: 0 passed, 0 failed, 0 inconclusive'])
})
