import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RunLog } from '../../../src/lab/engine/run-log.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const mark = (t: number): TraceEvent => ({ kind: 'mark', t, pid: 1, label: String(t) })
const times = (log: RunLog): readonly number[] => log.events.map(({ t }) => t)

it('tells events of different tellers in the order of their times, a moment after they came', async () => {
  const log = new RunLog()
  log.add(mark(20))
  log.add(mark(10))
  log.add(mark(30))
  expect(times(log)).toEqual([])
  await vi.advanceTimersByTimeAsync(30)
  expect(times(log)).toEqual([10, 20, 30])
})

it('keeps what is later back while something earlier is expected', async () => {
  const log = new RunLog()
  const arrived = log.expect(15)
  log.add(mark(10))
  log.add(mark(20))
  await vi.advanceTimersByTimeAsync(100)
  expect(times(log)).toEqual([10])
  log.add(mark(15))
  arrived()
  expect(times(log)).toEqual([10, 15, 20])
})

it('does not wait for ever for what does not come, and says all at the end', async () => {
  const log = new RunLog()
  log.expect(5)
  log.add(mark(10))
  await vi.advanceTimersByTimeAsync(1100)
  expect(times(log)).toEqual([10])
  log.expect(15)
  log.add(mark(20))
  log.close()
  expect(times(log)).toEqual([10, 20])
  log.add(mark(30))
  expect(times(log)).toEqual([10, 20])
})

it('never tells a time that is before one that it told already', async () => {
  const log = new RunLog()
  log.add(mark(20))
  await vi.advanceTimersByTimeAsync(30)
  log.add(mark(10))
  log.close()
  expect(times(log)).toEqual([20, 20])
})

it('waits longer for what is known to take longer', async () => {
  const log = new RunLog()
  const arrived = log.expect(5, 5000)
  log.add(mark(10))
  await vi.advanceTimersByTimeAsync(4000)
  expect(times(log)).toEqual([])
  arrived()
  expect(times(log)).toEqual([10])
})

it('tells more at once than a call may have arguments', () => {
  vi.useRealTimers()
  const log = new RunLog()
  for (let t = 1; t <= 200_000; t += 1) log.add(mark(t))
  log.close()
  expect(log.events).toHaveLength(200_000)
})

it('waits for the slowest of those who follow it, until it has taken what was told or follows no more', async () => {
  const log = new RunLog()
  const follow = () => {
    const stop = new AbortController()
    return { stop, batches: log.watchMany(stop.signal) }
  }
  const [slow, gone] = [follow(), follow()]
  const first = Promise.all([slow.batches.next(), gone.batches.next()])
  for (let t = 1; t <= 20_000; t += 1) log.add(mark(t))
  await vi.advanceTimersByTimeAsync(30)
  await first
  expect(log.isAhead).toBe(true)
  const told = vi.fn<() => void>()
  void log.caughtUp().then(told)
  await gone.batches.return(undefined)
  let taken = 0
  while (log.isAhead) taken += (await slow.batches.next()).value?.length ?? 0
  expect(taken).toBeGreaterThan(14_000)
  expect(told).not.toHaveBeenCalled()
  for (let at = 0; at < 7; at += 1) await slow.batches.next()
  expect(told).toHaveBeenCalled()
})

it('gives a follower all of it, in its order, a part at a time', async () => {
  const log = new RunLog()
  for (let t = 1; t <= 3000; t += 1) log.add(mark(t))
  log.close()
  const parts: (readonly TraceEvent[])[] = []
  for await (const events of log.watchMany(new AbortController().signal)) parts.push(events)
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.flat()).toEqual(log.events)
})
