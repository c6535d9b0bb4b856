import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { gather } from '../../src/renderer/src/features/processes/follow-table.ts'
import type { SampleInfo, TableEvent } from '../../src/shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const snapshot: TableEvent = { kind: 'snapshot', at: 0, processes: [], sample, more: true }
const change = (at: number, more?: true): TableEvent => ({
  kind: 'change',
  at,
  started: [],
  ended: [],
  changed: [],
  sample,
  ...(more && { more }),
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function follow(isShown?: () => boolean) {
  const shown: number[][] = []
  const stop = new AbortController()
  const take = gather((events) => shown.push(events.map((event) => event.at)), stop.signal, isShown)
  return { shown, take, stop }
}

it('shows the first rows at once, the parts of a table together, and news ten times a second at most', () => {
  const { shown, take } = follow()
  take(snapshot)
  expect(shown).toEqual([[0]])
  vi.advanceTimersByTime(200)
  take(change(1, true))
  vi.advanceTimersByTime(60)
  take(change(2, true))
  vi.advanceTimersByTime(60)
  expect(shown).toHaveLength(1)
  take(change(3))
  vi.advanceTimersByTime(0)
  expect(shown).toEqual([[0], [1, 2, 3]])
  take(change(4))
  vi.advanceTimersByTime(50)
  take(change(5))
  vi.advanceTimersByTime(49)
  expect(shown).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(shown.at(-1)).toEqual([4, 5])
})

it('leaves the table that is shown in its place until the next one is whole', () => {
  const { shown, take } = follow(() => true)
  take(snapshot)
  vi.advanceTimersByTime(120)
  for (let at = 1; at <= 20; at += 1) {
    take(change(at, true))
    vi.advanceTimersByTime(20)
  }
  expect(shown).toEqual([])
  take(change(21))
  vi.advanceTimersByTime(0)
  expect(shown).toEqual([Array.from({ length: 22 }, (_, at) => at)])
})

it('does not wait for the rest of the next table for ever', () => {
  const { shown, take } = follow(() => true)
  take(snapshot)
  take(change(1, true))
  vi.advanceTimersByTime(3000)
  expect(shown).toEqual([[0, 1]])
})

it('does not wait for a last part for ever', () => {
  const { shown, take } = follow()
  take(snapshot)
  take(change(1, true))
  vi.advanceTimersByTime(200)
  take(change(2, true))
  vi.advanceTimersByTime(50)
  expect(shown).toEqual([[0], [1, 2]])
})

it('shows nothing after it was stopped', () => {
  const { shown, take, stop } = follow()
  take(change(1))
  stop.abort()
  vi.advanceTimersByTime(1000)
  expect(shown).toEqual([])
})
