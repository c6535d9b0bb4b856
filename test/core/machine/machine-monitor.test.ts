import { hostname } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { createMachineMonitor, type MachineMonitor } from '../../../src/core/machine/machine-monitor.ts'
import type { MachineReading, MachineSource } from '../../../src/core/platform/machine-source.ts'
import { machineEventSchema, type MachineEvent, type MachineSample } from '../../../src/shared/contract/machine.ts'
import { appendRecent } from '../../../src/shared/model/recent.ts'

const memory = { totalBytes: 4, usedBytes: 1, freeBytes: 3, availableBytes: 3 }
const facts = { hostname: 'h', system: 's', kernel: 'k', architecture: 'a', bootedAt: 0 }
const monitors: MachineMonitor[] = []

/** Each reading one second and ten forks after the one before. */
function counting(): MachineSource & { reads: number } {
  const source = {
    reads: 0,
    facts: () => facts,
    read(): MachineReading {
      source.reads += 1
      const cpu = { user: 0, system: 0, idle: source.reads }
      return { monotonicMs: source.reads * 1000, cpu, cpus: [cpu], memory, forks: source.reads * 10 }
    },
  }
  return source
}

function monitorOf(source?: MachineSource): MachineMonitor {
  const monitor = createMachineMonitor({ ...(source && { source }), intervalMs: 5 })
  monitors.push(monitor)
  return monitor
}

/** Reads until so many samples came. */
async function samplesOf(stream: AsyncGenerator<MachineEvent>, count: number): Promise<MachineSample[]> {
  const samples: MachineSample[] = []
  while (samples.length < count) {
    const { value, done } = await stream.next()
    if (done === true) break
    if (value.kind === 'samples') samples.push(...value.samples)
  }
  return samples
}

afterEach(() => {
  for (const monitor of monitors.splice(0)) monitor.stop()
})

describe('createMachineMonitor', () => {
  it('tells this machine, in the contract’s form', async () => {
    const stop = new AbortController()
    const stream = createMachineMonitor({ intervalMs: 200 }).watch(stop.signal)
    const first = (await stream.next()).value
    expect(machineEventSchema.parse(first)).toMatchObject({ kind: 'facts', facts: { hostname: hostname() } })
    const [sample] = await samplesOf(stream, 1)
    machineEventSchema.parse({ kind: 'samples', samples: [sample] })
    const { user = 0, system = 0 } = sample?.cpu ?? {}
    expect(user + system).toBeGreaterThan(0)
    expect(sample?.memory.usedBytes).toBeLessThan(sample?.memory.totalBytes ?? 0)
    stop.abort()
    expect((await stream.next()).done).toBe(true)
  })

  it('keeps what was read: a second reader begins with the same samples, and both share the readings', async () => {
    const source = counting()
    const monitor = monitorOf(source)
    const stop = new AbortController()
    const first = monitor.watch(stop.signal)
    const seen = await samplesOf(first, 3)
    const second = monitor.watch(stop.signal)
    expect((await second.next()).value).toEqual({ kind: 'facts', facts })
    const again = await samplesOf(second, 3)
    expect(again.slice(0, 3)).toEqual(seen.slice(0, 3))
    expect(seen.map(({ forkRate }) => forkRate)).toEqual(seen.map(() => 10))
    // Two readers, one reading for each new sample and one before the first.
    const next = await samplesOf(first, 1)
    expect(source.reads).toBeGreaterThanOrEqual(seen.length + next.length)
    expect(source.reads).toBeLessThanOrEqual(seen.length + next.length + again.length + 1)
    stop.abort()
    expect((await first.next()).done).toBe(true)
    expect((await second.next()).done).toBe(true)
  })

  it('reads nothing while nobody watches, and goes on with fresh rates', async () => {
    const source = counting()
    const monitor = monitorOf(source)
    const stop = new AbortController()
    const stream = monitor.watch(stop.signal)
    const seen = await samplesOf(stream, 2)
    stop.abort()
    expect((await stream.next()).done).toBe(true)
    const rested = source.reads
    // Meanwhile another monitor of the same pace goes on.
    await samplesOf(monitorOf(counting()).watch(new AbortController().signal), 5)
    // One reading may have been under way.
    expect(source.reads).toBeLessThanOrEqual(rested + 1)
    const later = await samplesOf(monitor.watch(new AbortController().signal), seen.length + 1)
    expect(later.slice(0, 2)).toEqual(seen.slice(0, 2))
    expect(later.at(-1)?.forkRate).toBe(10)
  })

  it('ends its streams when it is stopped, and tells nothing to a signal that was aborted before', async () => {
    const monitor = monitorOf(counting())
    const stream = monitor.watch(new AbortController().signal)
    await samplesOf(stream, 1)
    const waiting = samplesOf(stream, 1_000_000)
    monitor.stop()
    await waiting
    expect((await stream.next()).done).toBe(true)
    expect((await monitor.watch(AbortSignal.abort()).next()).done).toBe(true)
  })
})

describe('appendRecent', () => {
  const at = (...times: number[]) => times.map((time) => ({ at: time }))

  it('drops what is older than the span', () => {
    expect(appendRecent(at(0, 50, 100), at(150), 100)).toEqual(at(50, 100, 150))
    expect(appendRecent(at(0), at(), 100)).toEqual(at(0))
  })

  it('lets times only grow when a clock was set back', () => {
    expect(appendRecent(at(100, 200, 300), at(200), 1000)).toEqual(at(100, 200))
  })
})
