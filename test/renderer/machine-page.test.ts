import { describe, expect, it } from 'vitest'
import { busyOf, chartOf, countedNetworks, sumOf } from '../../src/renderer/src/features/machine/chart-lines.ts'
import { applyMachineEvent } from '../../src/renderer/src/features/machine/machine-store.ts'
import { topProcesses, type TopProcess } from '../../src/shared/model/top-processes.ts'
import type { MachineSample } from '../../src/shared/contract/machine.ts'
import { keyOf } from '../../src/shared/model/tree.ts'

const memory = { totalBytes: 4, usedBytes: 1, freeBytes: 3, availableBytes: 3 }
const sampleAt = (at: number, more: Partial<MachineSample> = {}): MachineSample => ({ at, cpus: [], memory, ...more })

describe('chartOf', () => {
  const line = { title: 'forks', colour: 'accent', value: ({ forkRate }: MachineSample) => forkRate } as const

  it('leaves a gap where nothing was read', () => {
    const samples = [1000, 2000, 60_000].map((at) => sampleAt(at, { forkRate: at }))
    const { times, series } = chartOf(samples, [line])
    expect(times).toEqual([1000, 2000, 2001, 60_000])
    expect(series[0]?.values).toEqual([1000, 2000, undefined, 60_000])
  })

  it('says nothing of what a sample does not tell', () => {
    expect(chartOf([sampleAt(1), sampleAt(2, { forkRate: 5 })], [line]).series[0]?.values).toEqual([undefined, 5])
  })
})

describe('totals', () => {
  it('add what is known, and know nothing of nothing', () => {
    expect(sumOf([1, undefined, 2])).toBe(3)
    expect(sumOf([undefined])).toBeUndefined()
    expect(sumOf([])).toBeUndefined()
  })

  it('count hardware interfaces once; only without any do virtual ones stand for them', () => {
    const of = (name: string, kind: 'hardware' | 'virtual' | 'loopback') => ({
      name,
      kind,
      receiveRate: 1,
      sendRate: 1,
    })
    const networks = [of('lo', 'loopback'), of('eth0', 'hardware'), of('docker0', 'virtual')]
    expect(countedNetworks(sampleAt(0, { networks })).map(({ name }) => name)).toEqual(['eth0'])
    const inside = networks.filter(({ kind }) => kind !== 'hardware')
    expect(countedNetworks(sampleAt(0, { networks: inside })).map(({ name }) => name)).toEqual(['docker0'])
    expect(countedNetworks(sampleAt(0))).toEqual([])
  })

  it('do not call waiting for a disk busy', () => {
    expect(busyOf({ user: 10, system: 5, iowait: 80, steal: 2 })).toBe(17)
    expect(busyOf(undefined)).toBeUndefined()
  })
})

describe('topProcesses', () => {
  const rowsOf = (...values: readonly number[]) => {
    const rows = values.map((cpuPercent, pid): TopProcess => ({ pid, startKey: 's', name: `p${pid}`, cpuPercent }))
    return new Map(rows.map((row) => [keyOf(row), row]))
  }
  const pids = (rows: readonly TopProcess[]) => rows.map(({ pid }) => pid)

  it('finds the five greatest, equals in the table’s order, idle ones never', () => {
    expect(pids(topProcesses(rowsOf(1, 9, 0, 9, 3, 2, 8, 0.5), 'cpuPercent'))).toEqual([1, 3, 6, 4, 5])
    expect(pids(topProcesses(rowsOf(0, 0, 7), 'cpuPercent'))).toEqual([2])
    expect(topProcesses(rowsOf(5), 'rssBytes')).toEqual([])
  })

  it('keeps a held order with the present values, without those that have ended', () => {
    const held = topProcesses(rowsOf(1, 2, 3), 'cpuPercent').map(keyOf)
    const later = rowsOf(9, 2, 3)
    later.delete(held[0] ?? '')
    expect(topProcesses(later, 'cpuPercent', held).map(({ pid, cpuPercent }) => [pid, cpuPercent])).toEqual([
      [1, 2],
      [0, 9],
    ])
  })
})

describe('applyMachineEvent', () => {
  const facts = { hostname: 'one', system: 's', kernel: 'k', architecture: 'a', bootedAt: 0 }
  const begin = { facts: undefined, samples: [] }

  it('joins a second stream of the same machine without a doubled time', () => {
    let state = applyMachineEvent(begin, { kind: 'facts', facts })
    state = applyMachineEvent(state, { kind: 'samples', samples: [sampleAt(1), sampleAt(2), sampleAt(3)] })
    state = applyMachineEvent(state, { kind: 'facts', facts })
    state = applyMachineEvent(state, { kind: 'samples', samples: [sampleAt(2), sampleAt(3), sampleAt(4)] })
    expect(state.samples.map(({ at }) => at)).toEqual([1, 2, 3, 4])
  })

  it('begins anew with another machine', () => {
    const before = { facts, samples: [sampleAt(1)] }
    const other = { ...facts, hostname: 'two' }
    expect(applyMachineEvent(before, { kind: 'facts', facts: other })).toEqual({ facts: other, samples: [] })
  })
})
