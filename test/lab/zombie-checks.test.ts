import { describe, expect, it } from 'vitest'
import { judge, overall } from '../../src/lab/engine/judge.ts'
import { zombie } from '../../src/lab/lessons/16-zombie/lesson.ts'
import type { Observation, RunRecord } from '../../src/shared/model/lesson.ts'

const started = { kind: 'process-started' as const, name: 'x', daemon: false, startKey: '1' }

/** A run as it should be; each test spoils one thing. */
function record(
  spoil: { readonly zombie?: Partial<Observation>; readonly afterProbe?: Observation['state'] } = {},
): RunRecord {
  const asZombie = { pid: 20, state: 'zombie' as const, ppid: 10, rssBytes: 0, ...spoil.zombie }
  return {
    cpus: 2,
    parameters: {},
    events: [
      { ...started, t: 1, pid: 10, ppid: 1, role: 'main' },
      { ...started, t: 2, pid: 20, ppid: 10, role: 'child' },
      { kind: 'mark', t: 500, pid: 20, label: 'probe-sent', value: 'SIGKILL' },
      { kind: 'mark', t: 900, pid: 10, label: 'joined', value: 20 },
    ],
    observations: [
      { t: 100, pid: 20, state: 'sleeping', ppid: 10, rssBytes: 40_000_000 },
      { t: 400, ...asZombie },
      { t: 600, ...asZombie, ...(spoil.afterProbe !== undefined && { state: spoil.afterProbe }) },
      { t: 950, pid: 20, state: 'gone' },
    ],
  }
}

const outcome = (id: string, of: RunRecord) => judge(zombie, of, 'en').find((each) => each.id === id)?.outcome

describe('the checks of 16-zombie', () => {
  it('all pass on a good record, in both languages', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const results = judge(zombie, record(), locale)
      expect(results.map((each) => each.outcome)).toEqual(Array.from({ length: 5 }, () => 'passed'))
      expect(results.every((each) => each.evidence.length > 5)).toBe(true)
      expect(overall(results)).toBe('passed')
    }
  })

  it('right-parent fails for another parent', () => {
    expect(outcome('right-parent', record({ zombie: { ppid: 1 } }))).toBe('failed')
  })

  it('no-memory fails for a zombie that holds some', () => {
    expect(outcome('no-memory', record({ zombie: { rssBytes: 4096 } }))).toBe('failed')
  })

  it('survives-sigkill fails when it is gone after the signal', () => {
    expect(outcome('survives-sigkill', record({ afterProbe: 'gone' }))).toBe('failed')
  })

  it('gone-after-join passes when a look that was under way shows what was before', () => {
    const good = record()
    const late = { t: 910, begunAt: 890, pid: 20, state: 'zombie' as const, ppid: 10, rssBytes: 0 }
    const observations = [...good.observations.slice(0, -1), late, ...good.observations.slice(-1)]
    expect(outcome('gone-after-join', { ...good, observations })).toBe('passed')
  })

  it('gone-after-join fails when it is still seen', () => {
    const good = record()
    const late = { t: 960, pid: 20, state: 'zombie' as const, ppid: 10 }
    expect(outcome('gone-after-join', { ...good, observations: [...good.observations, late] })).toBe('failed')
  })

  it('tells nothing where a busy machine let the child end just before it was joined', () => {
    const good = record()
    // It is joined at 900.
    const brief = (aliveAt: number): RunRecord => ({
      ...good,
      parameters: { zombieSeconds: 0.001 },
      observations: [
        ...good.observations.filter((each) => each.state !== 'zombie'),
        { t: aliveAt, pid: 20, state: 'sleeping' as const, ppid: 10 },
      ],
    })
    for (const id of ['seen-as-zombie', 'right-parent', 'no-memory', 'survives-sigkill']) {
      expect(outcome(id, brief(401)), id).toBe('inconclusive')
      // Half of a millisecond before, nobody knows what became of it then: it was to be seen.
      expect(outcome(id, brief(400)), id).toBe('failed')
    }
  })

  it('seen-as-zombie fails without a zombie, and the others cannot tell', () => {
    const good = record()
    const none = { ...good, observations: good.observations.filter((each) => each.state !== 'zombie') }
    expect(outcome('seen-as-zombie', none)).toBe('failed')
    expect(outcome('no-memory', none)).toBe('failed')
  })
})
