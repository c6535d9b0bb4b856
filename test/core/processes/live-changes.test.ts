import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLiveChanges, type Difference } from '../../../src/core/processes/live-changes.ts'
import { createTableBuilder } from '../../../src/core/processes/table-builder.ts'
import type { RawProcess } from '../../../src/core/platform/source.ts'
import { raw } from './raw.ts'

const parent = raw(5, 1)
const exit = { kind: 'exit', monotonicNs: 0n, pid: 10, exitCode: 3 } as const

/** The table of two processes, one the other's child, as it follows what the OS tells. */
function follow() {
  const builder = createTableBuilder(() => 0)
  builder.next([parent, raw(10, 5)], 0)
  const holds = new Map<number, RawProcess>()
  const told: Difference[] = []
  const changes = createLiveChanges({
    builder,
    readSome: (pids) => new Map([...pids].map((pid) => [pid, holds.get(pid)])),
    emit: (difference) => void told.push(difference),
    scan: () => told.splice(0),
    fail(cause) {
      throw cause
    },
  })
  return { builder, holds, told, changes }
}

describe('what the OS tells of an end', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is in the row of a zombie, and again when it is waited for', () => {
    const { holds, told, changes, builder } = follow()
    holds.set(10, raw(10, 5, { state: 'zombie' }))
    changes.hear([exit])
    vi.advanceTimersByTime(200)
    expect(told.flatMap(({ changed }) => changed)).toMatchObject([{ pid: 10, zombie: { seenAt: 0, exitCode: 3 } }])
    // A sample keeps it.
    const sample = builder.next([parent, raw(10, 5, { state: 'zombie' })], 1000, changes.exits)
    expect(changes.complete(sample)).toEqual({ started: [], ended: [], changed: [] })
    expect(changes.complete(builder.next([parent], 2000)).ended).toEqual([{ pid: 10, startKey: '10', exitCode: 3 }])
    changes.stop()
  })

  it('is told when a busy parent has waited for its zombie, of which the OS says nothing', () => {
    const { holds, told, changes } = follow()
    holds.set(10, raw(10, 5, { state: 'zombie' }))
    changes.hear([exit])
    vi.advanceTimersByTime(600)
    expect(told.flatMap(({ ended }) => ended)).toEqual([])
    holds.delete(10)
    vi.advanceTimersByTime(100)
    expect(told.flatMap(({ ended }) => ended)).toEqual([{ pid: 10, startKey: '10', exitCode: 3 }])
    expect(vi.getTimerCount()).toBe(0)
    changes.stop()
  })

  it('is not that of the first thread, which an exec of another one has ended', () => {
    const { holds, told, changes } = follow()
    holds.set(10, raw(10, 5))
    changes.hear([
      { kind: 'exit', monotonicNs: 0n, pid: 10, exitCode: 0 },
      { kind: 'exec', monotonicNs: 1n, pid: 10 },
    ])
    vi.advanceTimersByTime(200)
    // It is seen to be gone before its own end is heard of.
    holds.delete(10)
    changes.hear([{ kind: 'altered', monotonicNs: 2n, pid: 10 }])
    vi.advanceTimersByTime(200)
    changes.hear([exit])
    vi.advanceTimersByTime(200)
    expect(told.flatMap(({ ended }) => ended)).toEqual([{ pid: 10, startKey: '10', exitCode: 3 }])
    changes.stop()
  })

  it('leaves a zombie that stays one to the samples', () => {
    const { holds, changes } = follow()
    holds.set(10, raw(10, 5, { state: 'zombie' }))
    changes.hear([exit])
    vi.advanceTimersByTime(1500)
    expect(vi.getTimerCount()).toBe(0)
    changes.stop()
  })

  it('is kept while the process is on its way to it, however long that takes on a busy machine', () => {
    const { holds, told, changes } = follow()
    holds.set(10, raw(10, 5, { state: 'running' }))
    changes.hear([exit])
    vi.advanceTimersByTime(500)
    holds.delete(10)
    changes.hear([{ kind: 'altered', monotonicNs: 1n, pid: 10 }])
    vi.advanceTimersByTime(200)
    expect(told.flatMap(({ ended }) => ended)).toEqual([{ pid: 10, startKey: '10', exitCode: 3 }])
    changes.stop()
  })

  it('is waited for when the process is seen to be gone before', () => {
    const { told, changes, builder } = follow()
    changes.hear([{ kind: 'altered', monotonicNs: 0n, pid: 10 }])
    vi.advanceTimersByTime(400)
    const sample = builder.next([parent], 1000, changes.exits, changes.unheard([parent]))
    expect(changes.complete(sample).ended).toEqual([])
    vi.advanceTimersByTime(400)
    changes.hear([exit])
    vi.advanceTimersByTime(100)
    expect(told.flatMap(({ ended }) => ended)).toEqual([{ pid: 10, startKey: '10', exitCode: 3 }])
    changes.stop()
  })

  it('is waited for anew when the pid is another process by then', () => {
    const { told, changes, builder, holds } = follow()
    changes.hear([{ kind: 'altered', monotonicNs: 0n, pid: 10 }])
    vi.advanceTimersByTime(100)
    // A whole sample tells of the end, as after an overrun.
    expect(changes.complete(builder.next([parent], 1000)).ended).toEqual([{ pid: 10, startKey: '10' }])
    const next = raw(10, 5, { startKey: 'next' })
    holds.set(10, next)
    changes.complete(builder.next([parent, next], 5000))
    vi.advanceTimersByTime(5000)
    holds.delete(10)
    changes.hear([{ kind: 'altered', monotonicNs: 1n, pid: 10 }])
    vi.advanceTimersByTime(400)
    expect(told.flatMap(({ ended }) => ended)).toEqual([])
    changes.hear([exit])
    vi.advanceTimersByTime(100)
    expect(told.flatMap(({ ended }) => ended)).toEqual([{ pid: 10, startKey: 'next', exitCode: 3 }])
    changes.stop()
  })

  it('is told without how it ended when that is heard of no more', () => {
    const { told, changes } = follow()
    changes.hear([{ kind: 'altered', monotonicNs: 0n, pid: 10 }])
    vi.advanceTimersByTime(900)
    expect(told).toEqual([])
    vi.advanceTimersByTime(300)
    expect(told.flatMap(({ ended }) => ended)).toEqual([{ pid: 10, startKey: '10' }])
    expect(vi.getTimerCount()).toBe(0)
    changes.stop()
  })

  it('is not that of a process which only its first thread has left', () => {
    const { holds, changes, builder } = follow()
    holds.set(10, raw(10, 5, { state: 'running', firstThreadEnded: true }))
    changes.hear([exit])
    vi.advanceTimersByTime(200)
    const { ended } = changes.complete(builder.next([parent], 1000))
    expect(ended).toEqual([{ pid: 10, startKey: '10' }])
    changes.stop()
  })
})
