import { describe, expect, it } from 'vitest'
import { createSampler, type SamplerMessage, type WantedSource } from '../../../src/core/processes/sampler.ts'
import type { ProcessSource, RawProcess } from '../../../src/core/platform/source.ts'
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

describe('createSampler', () => {
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
