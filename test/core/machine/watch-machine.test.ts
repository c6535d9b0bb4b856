import { cpus, hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { watchMachine } from '../../../src/core/machine/watch-machine.ts'
import { machineSchema } from '../../../src/shared/contract/machine.ts'

describe('watchMachine', () => {
  it('begins with what needs no time, then has shares of each CPU', async () => {
    const stop = new AbortController()
    const stream = watchMachine({ intervalMs: () => 200 }, stop.signal)
    const first = (await stream.next()).value
    const second = (await stream.next()).value
    stop.abort()
    for (const figures of [first, second]) machineSchema.parse(figures)
    expect(first).toMatchObject({ hostname: hostname(), cpuPercent: undefined })
    expect(second?.cpus).toHaveLength(cpus().length)
    expect(second?.cpuPercent).toBeGreaterThanOrEqual(0)
    expect(second?.cpuPercent).toBeLessThanOrEqual(100)
    for (const each of second?.cpus ?? []) expect(each.percent).toBeGreaterThanOrEqual(0)
    expect(second?.memoryUsedBytes).toBeLessThan(second?.memoryTotalBytes ?? 0)
    expect(second?.swapUsedBytes ?? 0).toBeLessThanOrEqual(second?.swapTotalBytes ?? 0)
    expect(second?.bootedAt).toBeLessThan(Date.now())
    expect((await stream.next()).done).toBe(true)
  })

  it('ends at once when it is aborted in the middle of a pause', async () => {
    const stop = new AbortController()
    const stream = watchMachine({ intervalMs: () => 3_600_000 }, stop.signal)
    await stream.next()
    const pausing = stream.next()
    stop.abort()
    expect(await pausing).toEqual({ done: true, value: undefined })
  })

  it('asks for the interval before each pause', async () => {
    const stop = new AbortController()
    const asked: number[] = []
    const intervalMs = (): number => asked.push(asked.length)
    const stream = watchMachine({ intervalMs }, stop.signal)
    for (let round = 0; round < 4; round += 1) await stream.next()
    stop.abort()
    expect(asked).toHaveLength(3)
  })

  it('tells nothing to a signal that was aborted before', async () => {
    const stream = watchMachine({ intervalMs: () => 1 }, AbortSignal.abort())
    expect((await stream.next()).done).toBe(true)
  })
})
