import { describe, expect, it } from 'vitest'
import { layoutWaits } from '../../../src/renderer/src/features/lab/model/wait-graph-layout.ts'
import { joinersOf, waitersSoFar, waitsAt } from '../../../src/renderer/src/features/lab/model/waits.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { beginning, child, lock, main, pictureOf } from './run-events.ts'

const [holder, waiter, guest] = [30, 31, 32]
const events: readonly TraceEvent[] = [
  ...beginning(),
  child(2, holder, 'holder'),
  child(3, waiter, 'waiter'),
  child(4, guest, 'guest'),
  lock(10, holder, 'request'),
  lock(11, holder, 'acquire'),
  lock(20, waiter, 'request'),
  { kind: 'queue', t: 25, pid: guest, queue: 'Queue-1', action: 'blocked-get', size: 0 },
  { kind: 'mark', t: 30, pid: main, label: 'joining', value: holder },
]

describe('who waits for whom', () => {
  const picture = pictureOf(events)
  it('is drawn without a deadlock too: locks, queues and joins', () => {
    expect(waitsAt(picture, 40)).toEqual([
      { pid: waiter, on: 'Lock-1', kind: 'lock', by: [holder], stuck: false },
      { pid: guest, on: 'Queue-1', kind: 'queue', by: [], stuck: false },
      { pid: main, on: `pid ${holder}`, kind: 'child', by: [holder], stuck: false },
    ])
  })
  it('is told for every moment, and nobody waits before the first', () => {
    expect(waitsAt(picture, 15)).toEqual([])
    expect(waitsAt(picture, 20).map(({ pid }) => pid)).toEqual([waiter])
  })
  it('ends with the wait', () => {
    const later = pictureOf([...events, lock(50, holder, 'release'), lock(51, waiter, 'acquire')])
    expect(waitsAt(later, 60).map(({ on }) => on)).toEqual(['Queue-1', `pid ${holder}`])
    expect(waitsAt(later, 50)[0]).toMatchObject({ pid: waiter, by: [] })
    expect(waitersSoFar(later)).toBe(4)
  })
})

describe('who joins a queue', () => {
  const queue = (t: number, action: 'put' | 'task-done', unfinished: number): TraceEvent => ({
    kind: 'queue',
    t,
    pid: main,
    queue: 'JoinableQueue-1',
    action,
    size: 0,
    unfinished,
  })
  const inJoin = (t: number, pid: number, label: 'joining' | 'join-ended', value = 'JoinableQueue-1'): TraceEvent => ({
    kind: 'mark',
    t,
    pid,
    label,
    value,
  })
  const begun = [
    ...events.slice(0, 4),
    queue(10, 'put', 1),
    inJoin(20, holder, 'joining'),
    inJoin(21, waiter, 'joining'),
  ]
  const picture = pictureOf([
    ...begun,
    queue(30, 'task-done', 0),
    inJoin(30, holder, 'join-ended'),
    { kind: 'process-exited', t: 40, pid: waiter, exitSignal: 'SIGKILL' },
  ])
  it('waits for it, with a bar, until it has been told or has ended', () => {
    const wait = { on: 'JoinableQueue-1', kind: 'queue', by: [], stuck: false }
    expect(waitsAt(picture, 25)).toEqual([
      { pid: holder, ...wait },
      { pid: waiter, ...wait },
    ])
    expect(joinersOf(picture, 'JoinableQueue-1', 25)).toEqual([holder, waiter])
    expect(joinersOf(picture, 'JoinableQueue-1', 35)).toEqual([waiter])
    expect(waitsAt(picture, 45)).toEqual([])
    const bar = { kind: 'joining', on: 'JoinableQueue-1' }
    expect(picture.lanes.get(holder)?.bars).toEqual([{ ...bar, from: 20, to: 30 }])
    expect(picture.lanes.get(waiter)?.bars).toEqual([{ ...bar, from: 21, to: 40 }])
  })
  it('is no program that only uses the same words', () => {
    const marked = pictureOf([...events.slice(0, 4), inJoin(20, holder, 'joining', 'my friends')])
    expect(waitsAt(marked, 25)).toEqual([])
    expect(marked.lanes.get(holder)?.points.at(-1)).toMatchObject({ kind: 'mark', text: 'joining: my friends' })
  })
})

describe('when a deadlock is found', () => {
  const deadlock: TraceEvent = {
    kind: 'deadlock',
    t: 70,
    pid: 10,
    waiting: [{ pid: waiter, on: 'Lock-1' }],
    heldBy: holder,
  }
  const picture = pictureOf([
    ...events,
    { kind: 'process-exited', t: 60, pid: holder, exitSignal: 'SIGKILL' },
    deadlock,
  ])
  it('those in it turn red, once each, and nobody else does', () => {
    expect(waitsAt(picture, 69).every(({ stuck }) => !stuck)).toBe(true)
    expect(waitsAt(picture, 70).map(({ pid, stuck }) => [pid, stuck])).toEqual([
      [waiter, true],
      [guest, false],
      [main, false],
    ])
  })
})

describe('the graph of waits', () => {
  const wait = (pid: number, on: string, by: readonly number[], stuck = false) =>
    ({ pid, on, kind: 'lock', by, stuck }) as const

  it('has each process and each object once, with an arrow for each wait', () => {
    const { nodes, edges, rows } = layoutWaits([wait(1, 'A', [9]), wait(2, 'A', [9]), wait(3, 'A', [9])])
    expect(nodes.map(({ key }) => key)).toEqual(['w1', 'w2', 'w3', 'oA', 'p9'])
    expect(edges.map(({ from, to }) => `${from.key} ${to.key}`)).toEqual(['w1 oA', 'oA p9', 'w2 oA', 'w3 oA'])
    expect(rows).toBe(3)
    expect(nodes.find(({ key }) => key === 'oA')?.row).toBe(1)
  })
  it('leads of a circle from each to who has what it needs, and back to the first', () => {
    const { nodes, edges } = layoutWaits([wait(1, 'A', [2], true), wait(2, 'B', [1], true)])
    expect(nodes.map(({ key }) => key)).toEqual(['w1', 'w2', 'oA', 'oB'])
    expect(edges.map(({ from, to }) => `${from.key} ${to.key}`)).toEqual(['w1 oA', 'oA w2', 'w2 oB', 'oB w1'])
    expect(edges.every(({ stuck }) => stuck)).toBe(true)
  })
  it('says that nobody comes only where that is known', () => {
    const keys = (stuck: boolean) => layoutWaits([wait(1, 'Q', [], stuck)]).nodes.map(({ key }) => key)
    expect(keys(false)).toEqual(['w1', 'oQ'])
    expect(keys(true)).toEqual(['w1', 'oQ', 'nobody'])
  })
  it('of nobody is empty', () => expect(layoutWaits([])).toEqual({ nodes: [], edges: [], rows: 0 }))
})
