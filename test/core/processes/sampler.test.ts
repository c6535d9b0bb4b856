import { describe, expect, it, vi } from 'vitest'
import { createSampler, type SamplerMessage, type WantedSource } from '../../../src/core/processes/sampler.ts'
import type { ProcessHappening, ProcessSource, RawProcess } from '../../../src/core/platform/source.ts'
import type { FollowEvents } from '../../../src/core/processes/follow-events.ts'
import type { TableEvent } from '../../../src/shared/contract/process.ts'
import { raw } from './raw.ts'

interface Fake extends ProcessSource {
  readonly log: string[]
}

function fake(read: () => Promise<readonly RawProcess[]>, more: Partial<ProcessSource> = {}): Fake {
  const log: string[] = []
  return {
    name: 'procfs',
    degraded: [],
    log,
    read: () => {
      log.push('read')
      return read()
    },
    rest: () => void log.push('rest'),
    close: () => void log.push('close'),
    ...more,
  }
}

/** Collects what a sampler tells; `until` waits for an event without a clock. */
function collector() {
  const messages: SamplerMessage[] = []
  let wake = (): void => {}
  const events = (): readonly TableEvent[] =>
    messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []))
  return {
    messages,
    events,
    emit: (message: SamplerMessage) => {
      messages.push(message)
      wake()
    },
    async until(holds: () => boolean) {
      while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

const slow = { intervalMs: 3_600_000, source: 'auto' as const, facts: [], live: false }
/** Somebody wants to follow. */
const following = { ...slow, live: true }

describe('createSampler', () => {
  it('looks before anybody watches, and tells who comes soon what it saw, then what has changed', async () => {
    const told = collector()
    let rows = [raw(1, 0)]
    const source = fake(() => Promise.resolve(rows))
    const sampler = createSampler(following, told.emit, () => source)
    sampler.prepare()
    sampler.prepare()
    await new Promise((resolve) => setImmediate(resolve))
    expect(told.events()).toEqual([])
    expect(source.log).toEqual(['read', 'rest'])
    rows = [raw(1, 0), raw(2, 1)]
    sampler.start()
    expect(told.events()).toMatchObject([{ kind: 'snapshot', processes: [{ pid: 1 }] }])
    await told.until(() => told.events().length === 2)
    expect(told.events()[1]).toMatchObject({ kind: 'change', started: [{ pid: 2 }], ended: [] })
    // Who comes back gets what is there then.
    sampler.pause()
    rows = [raw(1, 0)]
    sampler.start()
    await told.until(() => told.events().length === 3)
    expect(told.events()[2]).toMatchObject({ kind: 'snapshot', processes: [{ pid: 1 }] })
    await sampler.close()
  })

  it('tells who comes while it looks ahead what that look sees', async () => {
    const told = collector()
    const answers: ((rows: readonly RawProcess[]) => void)[] = []
    const sampler = createSampler(slow, told.emit, () => fake(() => new Promise((resolve) => answers.push(resolve))))
    sampler.prepare()
    sampler.start()
    await expect.poll(() => answers.length).toBe(1)
    answers[0]?.([raw(1, 0)])
    await told.until(() => told.events().length === 1)
    await expect.poll(() => answers.length).toBe(2)
    answers[1]?.([raw(1, 0), raw(2, 1)])
    await told.until(() => told.events().length === 2)
    expect(told.events()).toMatchObject([
      { kind: 'snapshot', processes: [{ pid: 1 }] },
      { kind: 'change', started: [{ pid: 2 }] },
    ])
    await sampler.close()
  })

  it('tells who comes before it has met all what it saw at a glance, then the rest', async () => {
    const told = collector()
    const whole = raw(1, 0, { command: ['init', '--all'] })
    let steps = 0
    const source = fake(() => Promise.resolve([whole]), {
      glance: () => [raw(1, 0)],
      *meet() {
        for (; ; steps += 1) yield
      },
    })
    const sampler = createSampler(following, told.emit, () => source)
    sampler.prepare()
    await expect.poll(() => steps).toBeGreaterThan(0)
    sampler.start()
    expect(told.events()).toMatchObject([{ kind: 'snapshot', processes: [{ pid: 1 }] }])
    expect(told.events()).not.toMatchObject([{ processes: [{ command: ['init', '--all'] }] }])
    await told.until(() => told.events().length === 2)
    expect(told.events()[1]).toMatchObject({ kind: 'change', changed: [{ pid: 1, command: ['init', '--all'] }] })
    // Who came reads all now: nothing is met ahead any more.
    const met = steps
    await new Promise((resolve) => setImmediate(resolve))
    expect(steps).toBe(met)
    await sampler.close()
  })

  it('leaves the CPUs to who was told what it saw ahead, and looks again when that is shown', async () => {
    const told = collector()
    const source = fake(() => Promise.resolve([raw(1, 0)]), { glance: () => [raw(1, 0)], meet: () => [] })
    const sampler = createSampler(following, told.emit, () => source)
    sampler.prepare()
    await expect.poll(() => source.log).toEqual(['rest'])
    const toldAtMs = performance.now()
    sampler.start()
    expect(told.events()).toHaveLength(1)
    await told.until(() => told.events().length === 2)
    // The clock of timers is a millisecond coarse.
    expect(performance.now() - toldAtMs).toBeGreaterThanOrEqual(249)
    await sampler.close()
  })

  it('tells who looks only once what is now, and not what it saw ahead', async () => {
    const told = collector()
    let rows = [raw(1, 0)]
    const sampler = createSampler(slow, told.emit, () => fake(() => Promise.resolve(rows)))
    sampler.prepare()
    await new Promise((resolve) => setImmediate(resolve))
    rows = [raw(2, 1)]
    sampler.start()
    await told.until(() => told.events().length === 1)
    expect(told.events()).toMatchObject([{ kind: 'snapshot', processes: [{ pid: 2 }] }])
    await sampler.close()
  })

  it('tells nothing that another source saw ahead, and looks ahead with the new one', async () => {
    const told = collector()
    const choose = (wanted: WantedSource) =>
      fake(() => Promise.resolve([raw(wanted === 'auto' ? 1 : 2, 0)]), {
        name: wanted === 'auto' ? 'procfs' : 'ps-list',
      })
    const sampler = createSampler(following, told.emit, choose)
    sampler.prepare()
    await new Promise((resolve) => setImmediate(resolve))
    sampler.configure({ ...following, source: 'ps-list' })
    sampler.start()
    expect(told.events()).toEqual([])
    await told.until(() => told.events().length === 1)
    expect(told.events()).toMatchObject([{ kind: 'snapshot', processes: [{ pid: 2 }], sample: { source: 'ps-list' } }])
    await sampler.close()
  })

  it('loses nothing that it hears of between what it saw ahead and its first look', async () => {
    const told = collector()
    const answers: ((rows: readonly RawProcess[]) => void)[] = []
    const source = fake(() => new Promise((resolve) => answers.push(resolve)), {
      glance: () => [raw(1, 0)],
      meet: () => [],
      readSome: (pids) => new Map([...pids].map((pid) => [pid, raw(pid, 1)])),
    })
    let hear: ((happenings: readonly ProcessHappening[]) => void) | undefined
    const follow: FollowEvents = (told_) => {
      hear = (happenings) => told_.hear(happenings)
      return () => {}
    }
    const sampler = createSampler(following, told.emit, () => source, follow)
    sampler.prepare()
    sampler.start()
    await told.until(() => told.events().length === 1)
    hear?.([{ kind: 'fork', monotonicNs: 1n, pid: 7, parent: 1 }])
    await told.until(() => told.events().length === 2)
    expect(told.events()[1]).toMatchObject({ kind: 'change', started: [{ pid: 7 }] })
    answers[0]?.([raw(1, 0), raw(7, 1)])
    await sampler.close()
  })

  it('has met all when nobody came', async () => {
    const told = collector()
    let steps = 0
    const source = fake(() => Promise.resolve([raw(1, 0)]), {
      glance: () => [raw(1, 0)],
      *meet() {
        for (; steps < 3; steps += 1) yield
      },
    })
    const sampler = createSampler(slow, told.emit, () => source)
    sampler.prepare()
    await expect.poll(() => source.log).toEqual(['rest'])
    expect(steps).toBe(3)
    expect(told.events()).toEqual([])
    await sampler.close()
  })

  it('does not tell what it saw ahead when that is long ago', async () => {
    const told = collector()
    let rows = [raw(1, 0)]
    const sampler = createSampler(slow, told.emit, () => fake(() => Promise.resolve(rows)))
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      sampler.prepare()
      await new Promise((resolve) => setImmediate(resolve))
      vi.setSystemTime(Date.now() + 60_000)
      rows = [raw(2, 1)]
      sampler.start()
      await told.until(() => told.events().length === 1)
      expect(told.events()).toMatchObject([{ kind: 'snapshot', processes: [{ pid: 2 }] }])
    } finally {
      vi.useRealTimers()
      await sampler.close()
    }
  })

  it('says nothing of a look that failed before anybody watched', async () => {
    const told = collector()
    const sampler = createSampler(slow, told.emit, () => fake(() => Promise.reject(new Error('no descriptors'))))
    sampler.prepare()
    await new Promise((resolve) => setImmediate(resolve))
    expect(told.events()).toEqual([])
    sampler.start()
    await told.until(() => told.events().length === 1)
    expect(told.events()).toMatchObject([{ kind: 'trouble' }])
    await sampler.close()
  })

  it('begins with a snapshot, goes on with differences, and rests while paused', async () => {
    const told = collector()
    let rows = [raw(1, 0)]
    const source = fake(() => Promise.resolve(rows))
    const sampler = createSampler(slow, told.emit, () => source)
    sampler.start()
    await told.until(() => told.events().length === 1)
    rows = [raw(1, 0), raw(2, 1)]
    sampler.sample()
    await told.until(() => told.events().length === 2)
    expect(told.events()).toMatchObject([
      { kind: 'snapshot', processes: [{ pid: 1 }] },
      { kind: 'change', started: [{ pid: 2 }], changed: [], ended: [] },
    ])
    sampler.pause()
    sampler.sample()
    expect(source.log).toEqual(['read', 'read', 'rest'])
    await sampler.close()
    expect(source.log.at(-1)).toBe('close')
  })

  it('tells of a source that throws, opens another, and begins with a snapshot again', async () => {
    const told = collector()
    const sources = [
      fake(() => Promise.reject(new Error('the disk is on fire'))),
      fake(() => Promise.resolve([raw(1, 0)]), { name: 'ps-list', degraded: [{ kind: 'no-states' }] }),
    ]
    let opened = 0
    const choose = (): ProcessSource => sources[opened++] ?? fake(() => Promise.resolve([]))
    const sampler = createSampler({ ...slow, intervalMs: 1 }, told.emit, choose)
    sampler.start()
    await told.until(() => told.events().length >= 2)
    await sampler.close()
    expect(told.events()[0]).toMatchObject({
      kind: 'trouble',
      message: 'The process list could not be read (the disk is on fire); it is tried again.',
      trouble: { code: 'unreadable', cause: 'the disk is on fire' },
    })
    expect(told.events()[1]).toMatchObject({ kind: 'snapshot', processes: [{ pid: 1 }], sample: { source: 'ps-list' } })
    expect(told.messages.filter((message) => message.kind === 'source')).toEqual([
      { kind: 'source', name: 'procfs', degraded: [] },
      { kind: 'source', name: 'ps-list', degraded: [{ kind: 'no-states' }] },
    ])
    expect(sources[0]?.log).toEqual(['read', 'close'])
  })

  it('loses no row when one sample fails', async () => {
    const told = collector()
    let fails = false
    const emfile = Object.assign(new Error('EMFILE'), { code: 'EMFILE' })
    const read = () =>
      fails
        ? Promise.reject(new Error('/proc cannot be read', { cause: emfile }))
        : Promise.resolve([raw(1, 0), raw(2, 1)])
    const sampler = createSampler(slow, told.emit, () => fake(read))
    sampler.start()
    await told.until(() => told.events().length === 1)
    fails = true
    sampler.sample()
    await told.until(() => told.events().length === 2)
    fails = false
    sampler.sample()
    await told.until(() => told.events().length === 3)
    await sampler.close()
    expect(told.events().map((event) => event.kind)).toEqual(['snapshot', 'trouble', 'snapshot'])
    expect(told.events()[1]).toMatchObject({ trouble: { code: 'no-descriptors' } })
    expect(told.events()[2]).toMatchObject({ processes: [{ pid: 1 }, { pid: 2 }] })
  })

  it('does not show what a source answers after another was chosen', async () => {
    const told = collector()
    let answer: (rows: readonly RawProcess[]) => void = () => {}
    const first = fake(() => new Promise((resolve) => (answer = resolve)))
    const second = fake(() => Promise.resolve([raw(7, 0)]), { name: 'ps-list' })
    const choose = (wanted: WantedSource): ProcessSource => (wanted === 'auto' ? first : second)
    const sampler = createSampler(slow, told.emit, choose)
    sampler.start()
    await Promise.resolve()
    sampler.configure({ ...slow, source: 'ps-list' })
    answer([raw(1, 0)])
    await told.until(() => told.events().length === 1)
    await sampler.close()
    expect(told.events()).toMatchObject([{ kind: 'snapshot', processes: [{ pid: 7 }], sample: { source: 'ps-list' } }])
  })

  it('has the same CPU figures after samples in quick succession', async () => {
    const told = collector()
    let ticks = 0
    // Each look finds ten more milliseconds: over the time between two looks that is any percentage.
    const source = fake(() => Promise.resolve([raw(1, 0, { cpuTimeMs: (ticks += 10) })]))
    const sampler = createSampler(slow, told.emit, () => source)
    sampler.start()
    await told.until(() => told.events().length === 1)
    for (let round = 2; round <= 5; round += 1) {
      sampler.sample()
      await told.until(() => told.events().length === round)
    }
    await sampler.close()
    const figures = told.events().flatMap((event) => (event.kind === 'change' ? event.changed : []))
    expect(figures).toHaveLength(4)
    // They came within 150 ms, or the machine was slow and a window has closed: then the figure is one of a window.
    for (const row of figures) if (row.cpuPercent !== undefined) expect(row.cpuPercent).toBeLessThan(40)
  })
})
