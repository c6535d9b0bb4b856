import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { valueAt } from '../../../src/renderer/src/features/lab/model/history.ts'
import { deadlockAt, stuckWaits } from '../../../src/renderer/src/features/lab/model/deadlock-story.ts'
import { stateAt, treeAt } from '../../../src/renderer/src/features/lab/model/tree-at.ts'
import { RunPicture } from '../../../src/renderer/src/features/lab/model/run-picture.ts'
import { beginning, child, lock, main, pictureOf, supervisor } from './run-events.ts'

describe('a process of the run', () => {
  const picture = pictureOf([
    ...beginning(),
    child(10, 30, 'brief'),
    { kind: 'state', t: 11, pid: 30, state: 'sleeping' },
    { kind: 'process-exited', t: 20, pid: 30, exitCode: 3 },
    { kind: 'state', t: 21, pid: 30, state: 'zombie' },
    { kind: 'mark', t: 39, pid: main, label: 'joined', value: 30 },
    { kind: 'state', t: 40, pid: 30, state: 'dead' },
  ])
  const lane = picture.lanes.get(30)
  if (lane === undefined) throw new Error('The child has no lane.')

  it('has a state at every moment, and none before its start and after its end', () => {
    expect([5, 10, 12, 25, 39, 40].map((t) => stateAt(lane, t))).toEqual([
      'dead',
      'unknown',
      'sleeping',
      'zombie',
      'zombie',
      'dead',
    ])
  })

  it('is in the tree from its start on; its exit code from its exit on', () => {
    const at = (t: number) => treeAt(picture, t)[0]?.children[0]?.children[0]
    expect(at(9)).toBeUndefined()
    expect(at(15)).toMatchObject({ pid: 30, alive: true, exit: undefined, parent: main })
    expect(at(25)).toMatchObject({ state: 'zombie', exit: '3', alive: true })
    expect(at(50)).toMatchObject({ state: 'dead', exit: '3', alive: false })
  })

  it('takes the name that is told later', () => {
    const renamed = pictureOf([...beginning(), child(1, 31, 'node'), child(2, 31, 'writer', true)])
    expect(renamed.lanes.get(31)).toMatchObject({ name: 'writer', daemon: true, startedAt: 1 })
    expect(renamed.lanes.size).toBe(2)
  })
})

describe('an orphan', () => {
  const picture = pictureOf([
    ...beginning(),
    child(10, 30, 'late'),
    { kind: 'process-exited', t: 20, pid: main, exitCode: 0 },
    { kind: 'reparented', t: 21, pid: 30, from: main, to: 1 },
  ])
  it('hangs below its parent, then below whoever adopted it, and remembers', () => {
    expect(treeAt(picture, 20).map(({ pid, name }) => [pid, name])).toEqual([[supervisor, 'supervisor']])
    const roots = treeAt(picture, 21)
    expect(roots.map(({ pid }) => pid)).toEqual([supervisor, 1])
    expect(roots[1]?.children[0]).toMatchObject({ pid: 30, parent: 1, originalParent: main })
  })
})

describe('a lock', () => {
  const picture = pictureOf([
    ...beginning(),
    child(2, 30, 'a'),
    child(3, 31, 'b'),
    lock(10, 30, 'request'),
    lock(11, 30, 'acquire'),
    lock(12, 31, 'request'),
    lock(20, 30, 'release'),
    lock(21, 31, 'acquire'),
    { kind: 'process-exited', t: 30, pid: 31, exitSignal: 'SIGKILL' },
  ])
  const object = picture.objects.get('Lock-1')
  const moments = object?.kind === 'lock' ? object.moments : []
  it('has its holder and its waiting line at any moment', () => {
    expect(valueAt(moments, 9)).toBeUndefined()
    expect(valueAt(moments, 12)).toEqual({ holders: [30], waiting: [31] })
    expect(valueAt(moments, 20)).toEqual({ holders: [], waiting: [31] })
    expect(valueAt(moments, 25)).toEqual({ holders: [31], waiting: [] })
  })
  it('stays with the dead who held it', () => {
    expect(valueAt(moments, 99)).toEqual({ holders: [31], waiting: [] })
    expect(picture.lanes.get(31)?.bars.find(({ kind }) => kind === 'holds-lock')?.to).toBeUndefined()
  })
  it('is drawn as waiting, then as holding', () => {
    expect(picture.lanes.get(31)?.bars).toEqual([
      { kind: 'waits-lock', on: 'Lock-1', from: 12, to: 21 },
      { kind: 'holds-lock', on: 'Lock-1', from: 21 },
    ])
  })
})

it('a queue has its size, its unfinished items and who is blocked', () => {
  const queue = (t: number, pid: number, action: 'put' | 'get' | 'blocked-put' | 'blocked-get', size: number) =>
    ({ kind: 'queue', t, pid, queue: 'Queue-1', action, size }) as const
  const picture = pictureOf([
    ...beginning(),
    child(2, 30, 'cook'),
    queue(10, 30, 'put', 1),
    queue(11, 30, 'blocked-put', 1),
    queue(20, main, 'get', 0),
    queue(21, 30, 'put', 1),
  ])
  const object = picture.objects.get('Queue-1')
  expect(object?.kind === 'queue' && valueAt(object.moments, 15)).toMatchObject({ size: 1, blockedPut: [30] })
  expect(object?.kind === 'queue' && valueAt(object.moments, 30)).toMatchObject({ size: 1, puts: 2, blockedPut: [] })
  expect(picture.lanes.get(30)?.bars).toEqual([{ kind: 'blocked-put', on: 'Queue-1', from: 11, to: 21 }])
})

it('joining is a bar that ends with the child', () => {
  const picture = pictureOf([
    ...beginning(),
    child(2, 30, 'a'),
    { kind: 'mark', t: 5, pid: main, label: 'joining', value: 30 },
    { kind: 'mark', t: 9, pid: main, label: 'join-ended', value: 30 },
    { kind: 'mark', t: 9, pid: main, label: 'joined', value: 30 },
  ])
  expect(picture.lanes.get(main)?.bars).toEqual([{ kind: 'joining', on: 'pid 30', from: 5, to: 9 }])
})

it('leaves the colours of a terminal out of what was printed', () => {
  const output = { kind: 'output', t: 5, pid: main, stream: 'stdout', text: 'n = \u001b[33m1\u001b[39m\u0007' } as const
  expect(pictureOf([...beginning(), output]).console[0]?.text).toBe('n = 1␇')
})

describe('a deadlock', () => {
  const events: TraceEvent[] = [
    ...beginning(),
    child(2, 30, 'left'),
    child(3, 31, 'right'),
    lock(10, 30, 'acquire', 'Lock-1'),
    lock(11, 31, 'acquire', 'Lock-2'),
    lock(12, 30, 'request', 'Lock-2'),
    lock(13, 31, 'request', 'Lock-1'),
    {
      kind: 'deadlock',
      t: 20,
      pid: 30,
      heldBy: 31,
      waiting: [
        { pid: 30, on: 'Lock-2' },
        { pid: 31, on: 'Lock-1' },
      ],
    },
    {
      kind: 'deadlock',
      t: 21,
      pid: 30,
      heldBy: 31,
      waiting: [
        { pid: 30, on: 'Lock-2' },
        { pid: 31, on: 'Lock-1' },
        { pid: main, on: 'pid 30' },
      ],
    },
    { kind: 'process-exited', t: 40, pid: 31, exitSignal: 'SIGKILL' },
  ]
  const picture = pictureOf(events)
  it('is one, though more may join the wait, and ends when one of them does', () => {
    expect(picture.deadlocks).toHaveLength(1)
    expect(deadlockAt(picture, 19)).toBeUndefined()
    expect(deadlockAt(picture, 30)?.waiting).toHaveLength(3)
    expect(deadlockAt(picture, 40)).toBeUndefined()
  })
  it('says who waits for whom', () => {
    const found = deadlockAt(picture, 30)
    if (found === undefined) throw new Error('There is no deadlock.')
    expect(stuckWaits(picture, found, 30).map(({ pid, kind, by }) => [pid, kind, by])).toEqual([
      [30, 'lock', 31],
      [31, 'lock', 30],
      [main, 'child', 30],
    ])
  })
})

it('a holder whose death is noticed only after the deadlock is dead from then on', () => {
  const waiting = [{ pid: 31, on: 'Lock-1' }]
  const picture = pictureOf([
    ...beginning(),
    child(2, 30, 'holder'),
    child(3, 31, 'waiter'),
    lock(10, 30, 'acquire'),
    lock(12, 31, 'request'),
    { kind: 'deadlock', t: 20, pid: 31, heldBy: 30, waiting },
    { kind: 'process-exited', t: 25, pid: 30, exitSignal: 'SIGKILL' },
  ])
  const found = deadlockAt(picture, 30)
  if (found === undefined) throw new Error('There is no deadlock.')
  expect([20, 30].map((t) => stuckWaits(picture, found, t)[0]?.byIsDead)).toEqual([false, true])
})

describe('a long run', () => {
  const many: TraceEvent[] = [...beginning()]
  for (let n = 0; n < 40; n += 1) many.push(child(n + 2, 100 + n, `worker-${n}`))
  for (let n = 0; many.length < 50_000; n += 1) {
    const pid = 100 + (n % 40)
    const t = 100 + n * 4
    many.push(
      { kind: 'state', t, pid, state: n % 2 === 0 ? 'running' : 'sleeping' },
      { kind: 'output', t: t + 1, pid, stream: 'stdout', text: `line ${n}` },
      lock(t + 2, pid, 'request'),
      lock(t + 2, pid, 'acquire'),
      lock(t + 3, pid, 'release'),
    )
  }
  it('of 50,000 events is drawn event by event exactly as at once, and is asked for any moment quickly', () => {
    const picture = pictureOf(many)
    const again = new RunPicture()
    for (const event of many.slice(0, 30_000)) again.add(event)
    treeAt(again, again.endUs)
    for (const event of many.slice(30_000)) again.add(event)
    expect(again.eventCount).toBe(picture.eventCount)
    for (const t of [0, 50, 5000, picture.endUs]) expect(treeAt(again, t)).toEqual(treeAt(picture, t))
    const begin = performance.now()
    for (let step = 0; step < 1000; step += 1) treeAt(picture, (picture.endUs / 1000) * step)
    // 16 ms are one frame; a hundredth of that bound is usual.
    expect((performance.now() - begin) / 1000).toBeLessThan(16)
  })
})
