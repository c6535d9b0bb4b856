import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../../src/core/machine/sample-of.ts'
import type { MachineReading } from '../../../src/core/platform/machine-source.ts'
import { machineSampleSchema, type MachineSample } from '../../../src/shared/contract/machine.ts'

const memory = { totalBytes: 4, usedBytes: 1, freeBytes: 3, availableBytes: 3 }
const idle = { user: 0, system: 0, idle: 0, iowait: 0, steal: 0 }
const begin: MachineReading = {
  monotonicMs: 1000,
  cpu: idle,
  cpus: [idle, idle],
  memory,
  disks: [{ name: 'vda', readBytes: 1000, writtenBytes: 5000 }],
  networks: [{ name: 'eth0', kind: 'hardware', receivedBytes: 4_294_967_000, sentBytes: 10 }],
  forks: 100,
}

describe('sampleOf', () => {
  it('splits CPU time, of all and of each', () => {
    const busy = { user: 50, system: 25, idle: 10, iowait: 10, steal: 5 }
    const sample = sampleOf(begin, { ...begin, monotonicMs: 2000, cpu: busy, cpus: [busy, { ...idle, idle: 100 }] }, 7)
    expect(sample.at).toBe(7)
    expect(sample.cpu).toEqual({ user: 50, system: 25, iowait: 10, steal: 5 })
    expect(sample.cpus).toEqual([sample.cpu, { user: 0, system: 0, iowait: 0, steal: 0 }])
  })

  it('tells rates per second of the time that really passed', () => {
    const now: MachineReading = {
      ...begin,
      monotonicMs: 3500,
      disks: [{ name: 'vda', readBytes: 1000 + 2500, writtenBytes: 5000 }],
      forks: 110,
    }
    const sample = sampleOf(begin, now, 0)
    expect(sample.disks).toEqual([{ name: 'vda', readRate: 1000, writeRate: 0 }])
    expect(sample.forkRate).toBe(4)
  })

  it('knows no rate where a counter went back, where a device has come, and none of one that has gone', () => {
    const now: MachineReading = {
      ...begin,
      monotonicMs: 2000,
      disks: [{ name: 'sdb', readBytes: 9e12, writtenBytes: 9e12 }],
      networks: [{ name: 'eth0', kind: 'hardware', receivedBytes: 20, sentBytes: 1010 }],
      forks: 3,
    }
    const sample = sampleOf(begin, now, 0)
    expect(sample.disks).toEqual([{ name: 'sdb', readRate: undefined, writeRate: undefined }])
    expect(sample.networks).toEqual([{ name: 'eth0', kind: 'hardware', receiveRate: undefined, sendRate: 1000 }])
    expect(sample).not.toHaveProperty('forkRate')
  })

  it('knows no rate and no share when no time has passed', () => {
    const sample = sampleOf(begin, { ...begin, forks: 200 }, 0)
    expect(sample).not.toHaveProperty('cpu')
    expect(sample).not.toHaveProperty('forkRate')
    expect(sample.disks?.[0]?.readRate).toBeUndefined()
  })

  it('compares no CPU with another one when their number has changed', () => {
    const more = { ...idle, user: 10 }
    expect(sampleOf(begin, { ...begin, monotonicMs: 2000, cpus: [more, more, more] }, 0).cpus).toEqual([])
  })

  it('knows CPUs by their numbers, where it has them, when others come and go', () => {
    const cpusOf = (...cpus: readonly (readonly [number: number, user: number])[]) =>
      cpus.map(([number, user]) => ({ ...idle, idle: 100 - user, user, number }))
    const before = { ...begin, cpus: cpusOf([0, 0], [1, 0], [2, 0]).map((each) => ({ ...each, idle: 0 })) }
    const { cpus } = sampleOf(before, { ...begin, monotonicMs: 2000, cpus: cpusOf([0, 10], [2, 70], [3, 5]) }, 0)
    expect(cpus.map(({ number, user }) => [number, user])).toEqual([
      [0, 10],
      [2, 70],
    ])
  })

  it('leaves out what the OS does not tell', () => {
    const plain: MachineReading = { monotonicMs: 0, cpu: { user: 1, system: 1, idle: 1 }, cpus: [], memory }
    const later = { ...plain, monotonicMs: 1000, cpu: { user: 2, system: 1, idle: 2 } }
    expect(sampleOf(plain, later, 5)).toEqual({ at: 5, cpu: { user: 50, system: 0 }, cpus: [], memory })
  })

  it('is never negative, never more than all there is, whatever the counters do', () => {
    const count = fc.nat({ max: 2 ** 32 })
    const cpu = fc.record({ user: count, system: count, idle: count, iowait: count, steal: count })
    const reading = fc.record({
      monotonicMs: count,
      cpu,
      cpus: fc.array(cpu, { maxLength: 3 }),
      memory: fc.constant(memory),
      disks: fc.array(fc.record({ name: fc.constantFrom('a', 'b'), readBytes: count, writtenBytes: count })),
      forks: count,
    })
    fc.assert(
      fc.property(reading, reading, (before, now) => {
        const sample = machineSampleSchema.parse(sampleOf(before, now, 0))
        for (const each of numbersOf(sample)) expect(each).toBeGreaterThanOrEqual(0)
        for (const shares of [sample.cpu, ...sample.cpus]) {
          const { user, system, iowait, steal } = { user: 0, system: 0, iowait: 0, steal: 0, ...shares }
          // Four figures rounded to tenths.
          expect(user + system + iowait + steal).toBeLessThanOrEqual(100.2)
        }
      }),
    )
  })
})

function numbersOf({ cpu, cpus, disks = [], forkRate = 0 }: MachineSample): readonly number[] {
  return [
    forkRate,
    ...[cpu, ...cpus].flatMap((shares) => Object.values(shares ?? {})),
    ...disks.flatMap(({ readRate = 0, writeRate = 0 }) => [readRate, writeRate]),
  ]
}
