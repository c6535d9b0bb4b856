import { describe, expect, it } from 'vitest'
import { createCpuMeter } from '../../../src/core/machine/cpu-meter.ts'
import { allCpuTimes, busyPercent, cpuTimes, memory } from '../../../src/core/machine/machine-totals.ts'

describe('createCpuMeter', () => {
  it('tells the busy share of each window, and repeats it until the next has passed', () => {
    const readings = [
      { busy: 100, total: 1000 },
      { busy: 150, total: 1200 },
      { busy: 250, total: 1300 },
    ]
    let reads = 0
    const percentAt = createCpuMeter(() => readings[reads++] ?? { busy: 0, total: 0 })
    expect(percentAt(0)).toBeUndefined()
    expect(percentAt(149)).toBeUndefined()
    expect(percentAt(1000)).toBe(25)
    expect(percentAt(1002)).toBe(25)
    expect(percentAt(1150)).toBe(100)
    expect(reads).toBe(3)
  })
  it('tells nothing while nothing can be read, and then of all that time', () => {
    const readings = [{ busy: 100, total: 1000 }, undefined, { busy: 200, total: 1200 }]
    let reads = 0
    const percentAt = createCpuMeter(() => readings[reads++])
    percentAt(0)
    expect(percentAt(1000)).toBeUndefined()
    expect(percentAt(2000)).toBe(50)
  })
})

describe('machine totals', () => {
  it('bounds a share, and has none without time', () => {
    expect(busyPercent({ busy: 0, total: 0 }, { busy: 30, total: 20 })).toBe(100)
    expect(busyPercent({ busy: 30, total: 0 }, { busy: 20, total: 20 })).toBe(0)
    expect(busyPercent({ busy: 1, total: 5 }, { busy: 1, total: 5 })).toBeUndefined()
    expect(busyPercent(undefined, { busy: 1, total: 5 })).toBeUndefined()
  })

  it('reads this machine', () => {
    const { busy = 0, total = 0 } = allCpuTimes() ?? {}
    expect(busy).toBeGreaterThan(0)
    expect(total).toBeGreaterThan(busy)
    expect(cpuTimes().length).toBeGreaterThan(0)
    const { memoryUsedBytes, memoryTotalBytes } = memory()
    expect(memoryUsedBytes).toBeGreaterThan(0)
    expect(memoryUsedBytes).toBeLessThan(memoryTotalBytes)
  })
})
