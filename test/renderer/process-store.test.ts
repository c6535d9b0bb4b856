import { describe, expect, it } from 'vitest'
import type { Process, SampleInfo, TableEvent } from '../../src/shared/contract/process.ts'
import { applyEvents, processes, type ProcessState } from '../../src/renderer/src/features/processes/process-store.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const empty: ProcessState = processes.getInitialState()
const node: Process = { pid: 42, startKey: 'a', ppid: 1, name: 'node', state: 'sleeping' }
const change = (parts: Partial<Extract<TableEvent, { kind: 'change' }>>): TableEvent => ({
  kind: 'change',
  at: 0,
  started: [],
  ended: [],
  changed: [],
  sample,
  ...parts,
})

/** Applies events at the given times, in milliseconds. */
function after(...events: readonly (readonly [atMs: number, event: TableEvent])[]): ProcessState {
  const deadlines = new Map<string, number>()
  return events.reduce((state, [atMs, event]) => applyEvents(state, [event], atMs, deadlines), empty)
}
const snapshot: TableEvent = { kind: 'snapshot', at: 0, processes: [node], sample }

describe('applyEvents', () => {
  it('takes a snapshot as the whole truth, with nothing fresh in it', () => {
    const { rows } = after([0, change({ started: [{ ...node, pid: 7 }] })], [1, snapshot])
    expect([...rows.values()]).toEqual([node])
  })

  it('marks what has just started for two seconds', () => {
    const started = change({ started: [node] })
    expect(after([0, started]).rows.get('42@a')?.fresh).toBe('started')
    expect(after([0, started], [1999, change({})]).rows.get('42@a')?.fresh).toBe('started')
    expect(after([0, started], [2000, change({})]).rows.get('42@a')).toEqual(node)
  })

  it('keeps what has ended for two seconds, marked, then lets it go', () => {
    const ended = change({ ended: [{ pid: 42, startKey: 'a' }] })
    expect(after([0, snapshot], [0, ended]).rows.get('42@a')?.fresh).toBe('ended')
    expect(after([0, snapshot], [0, ended], [1999, change({})]).rows.get('42@a')?.fresh).toBe('ended')
    expect(after([0, snapshot], [0, ended], [2000, change({})]).rows.size).toBe(0)
  })

  it('knows of it how it ended, where that was told', () => {
    const row = (end: { exitCode?: number; exitSignal?: string }) =>
      after([0, snapshot], [0, change({ at: 5, ended: [{ pid: 42, startKey: 'a', ...end }] })]).rows.get('42@a')
    expect(row({})).toEqual({ ...node, fresh: 'ended', freshAt: 5 })
    expect(row({ exitCode: 3 })).toMatchObject({ exitCode: 3 })
    expect(row({ exitSignal: 'SIGTERM' })).toMatchObject({ exitSignal: 'SIGTERM' })
  })

  it('shows a reused pid as another row beside the ended one', () => {
    const { rows } = after(
      [0, snapshot],
      [1, change({ ended: [{ pid: 42, startKey: 'a' }], started: [{ ...node, startKey: 'b', name: 'other' }] })],
    )
    expect([...rows.values()].map(({ name, fresh }) => [name, fresh])).toEqual([
      ['node', 'ended'],
      ['other', 'started'],
    ])
  })

  it('replaces changed rows whole, and their highlight lives on', () => {
    const { rows } = after(
      [0, change({ started: [node] })],
      [500, change({ changed: [{ ...node, state: 'running' }] })],
    )
    expect(rows.get('42@a')).toEqual({ ...node, state: 'running', fresh: 'started', freshAt: 0 })
  })

  it('leaves rows that did not change the very same objects, so that they are not drawn again', () => {
    const before = after([0, snapshot])
    expect(applyEvents(before, [change({})], 1, new Map()).rows.get('42@a')).toBe(before.rows.get('42@a'))
  })

  it('takes the parts of a large table as one table, and parts of a change as one change', () => {
    const [a, b, c] = [1, 2, 3].map((pid): Process => ({ ...node, pid }))
    if (a === undefined || b === undefined || c === undefined) throw new Error('three rows')
    const parts: readonly TableEvent[] = [
      { kind: 'snapshot', at: 0, processes: [a], sample },
      change({ changed: [b] }),
      change({ changed: [c] }),
      change({ started: [{ ...node, pid: 4 }], ended: [a] }),
    ]
    const { rows } = applyEvents(empty, parts, 0, new Map())
    expect([...rows.values()].map(({ pid, fresh }) => [pid, fresh])).toEqual([
      [1, 'ended'],
      [2, undefined],
      [3, undefined],
      [4, 'started'],
    ])
  })

  it('knows when all parts of a table are here, and that parts of a change come to a whole one', () => {
    const first: TableEvent = { kind: 'snapshot', at: 0, processes: [node], sample, more: true }
    const part = { ...change({}), more: true } as const
    const wholes = [[], [first], [first, part], [first, part, change({})], [snapshot, part], [snapshot, first]].map(
      (events) => applyEvents(empty, events, 0, new Map()).whole,
    )
    expect(wholes).toEqual([false, false, false, true, true, false])
  })

  it('ignores the end of a process it never knew', () => {
    expect(after([0, change({ ended: [{ pid: 9, startKey: 'x' }] })]).rows.size).toBe(0)
  })

  it('keeps the rows while the sampler is in trouble, and says so long enough to be read', () => {
    const trouble: TableEvent = { kind: 'trouble', at: 0, message: 'No.', trouble: { code: 'no-memory' } }
    expect(after([0, snapshot], [1, trouble])).toMatchObject({ trouble: { code: 'no-memory' } })
    expect(after([0, snapshot], [1, trouble]).rows.size).toBe(1)
    expect(after([0, snapshot], [1, trouble], [2, snapshot]).trouble).toEqual({ code: 'no-memory' })
    expect(after([0, snapshot], [1, trouble], [2, snapshot], [2001, change({})]).trouble).toBeUndefined()
    // One that comes back is new.
    expect(after([1, trouble], [2, snapshot], [2000, trouble], [2001, change({})]).trouble).toBeDefined()
  })
})
