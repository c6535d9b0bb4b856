import { describe, expect, it } from 'vitest'
import { busiest, markBy } from '../../../src/shared/model/moments.ts'
import type { RunRecord } from '../../../src/shared/model/lesson.ts'

const started = { kind: 'process-started', ppid: 1, daemon: false, role: 'child' } as const
const record: RunRecord = {
  cpus: 2,
  parameters: {},
  observations: [],
  events: [
    { ...started, t: 1, pid: 20, name: 'worker' },
    { kind: 'mark', t: 5, pid: 30, label: 'done' },
    { kind: 'mark', t: 7, pid: 20, label: 'done' },
    { kind: 'mark', t: 9, pid: 20, label: 'done' },
  ],
}

describe('the moment of a mark', () => {
  it('is the first one of that very process', () => {
    expect(markBy(record, 'worker', 'done')).toMatchObject({ t: 7, pid: 20 })
  })
  it('is none without the process: somebody else’s mark is not taken for it', () => {
    expect(markBy(record, 'nobody', 'done')).toBeUndefined()
  })
})

describe('the busiest moment', () => {
  it('is when the last of those that overlap the most begins', () => {
    const spans = [
      { pid: 1, from: 0, to: 10 },
      { pid: 2, from: 20, to: 50 },
      { pid: 3, from: 30, to: 40 },
      { pid: 4, from: 40, to: 60 },
    ]
    expect(busiest(spans)).toEqual({ t: 30, pid: 3 })
  })
  it('of no spans is none', () => expect(busiest([])).toBeUndefined())
})
