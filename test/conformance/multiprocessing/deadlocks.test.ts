import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Broker, type BrokerEvent } from '../../../src/lab/multiprocessing/broker/broker.ts'
import type { ObjectRequest, ObjectSpec } from '../../../src/lab/multiprocessing/protocol.ts'
import { connect, type Speaker } from './say-to-broker.ts'

const [a, b]: readonly ObjectSpec[] = [
  { kind: 'lock', id: 'Lock-1' },
  { kind: 'lock', id: 'Lock-2' },
]
const event: ObjectSpec = { kind: 'event', id: 'Event-1' }

let told: Extract<BrokerEvent, { kind: 'deadlock' }>[]
let broker: Broker
let asked: number

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  asked = 0
  broker = new Broker({ trace: (each) => each.kind === 'deadlock' && told.push(each), notice: () => {} })
})
afterEach(() => {
  broker.stop()
  vi.useRealTimers()
})

function start(pid: number, ...objects: readonly (ObjectSpec | undefined)[]): Speaker {
  const speaker = connect(broker, pid)
  for (const spec of objects) if (spec !== undefined) speaker.say({ op: 'open', spec })
  return speaker
}
const ask = ({ say }: Speaker, on: string, request: ObjectRequest): void => say({ ...request, on, id: (asked += 1) })
const acquire = (who: Speaker, on: string): void => ask(who, on, { op: 'acquire', block: true })
/** @param seen how many messages it has received */
const isIdle = ({ say, heard }: Speaker, seen = heard.filter(({ kind }) => kind !== 'are-you-busy').length): void =>
  say({ op: 'busy', busy: false, seen })
const isAsked = ({ heard }: Speaker): boolean => heard.some(({ kind }) => kind === 'are-you-busy')
const cycle = [
  { pid: 1, on: 'Lock-2' },
  { pid: 2, on: 'Lock-1' },
]

/** Two locks in opposite order, and the parent that joins the first process. */
function opposite(): readonly [Speaker, Speaker, Speaker] {
  const [first, second, parent] = [start(1, a, b), start(2, a, b), start(3, a, b)]
  acquire(first, 'Lock-1')
  acquire(second, 'Lock-2')
  acquire(first, 'Lock-2')
  acquire(second, 'Lock-1')
  parent.say({ op: 'joining', atUs: 0, child: 1 })
  return [first, second, parent]
}

describe('two locks taken in opposite order', () => {
  it('are told once, with the parent that joins, when all have said that they do nothing else', () => {
    const [first, second, parent] = opposite()
    vi.advanceTimersByTime(100)
    isIdle(first)
    isIdle(second)
    expect(told).toEqual([])
    isIdle(parent)
    expect(told).toEqual([expect.objectContaining({ waiting: [...cycle, { pid: 3, on: 'pid 1' }], heldBy: 2 })])
  })

  it('are told after a while without a parent that has not answered, and not again when it has', () => {
    const [first, second, parent] = opposite()
    vi.advanceTimersByTime(100)
    isIdle(first)
    isIdle(second)
    vi.advanceTimersByTime(100)
    expect(told).toMatchObject([{ waiting: cycle }])
    isIdle(parent)
    vi.advanceTimersByTime(1000)
    expect(told).toHaveLength(1)
  })

  it('are told as soon as the last of them does nothing else any more, however late', () => {
    const [first, second] = opposite()
    vi.advanceTimersByTime(100)
    isIdle(first)
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual([])
    isIdle(second)
    expect(told).toMatchObject([{ waiting: cycle }])
  })
})

describe('who waits with a time limit', () => {
  it('goes on by itself: nobody who needs it is stuck', () => {
    const [main, other] = [start(1, a, event), start(2, a, event)]
    acquire(main, 'Lock-1')
    acquire(other, 'Lock-1')
    ask(main, 'Event-1', { op: 'event-wait' })
    ask(main, 'Event-1', { op: 'event-wait', timeoutMs: 5000 })
    vi.advanceTimersByTime(4900)
    expect([isAsked(main), isAsked(other), told]).toEqual([false, false, []])
  })

  it('is stuck when that time is up and it waits for something else too', () => {
    const main = start(1, event)
    ask(main, 'Event-1', { op: 'event-wait' })
    ask(main, 'Event-1', { op: 'event-wait', timeoutMs: 5000 })
    vi.advanceTimersByTime(5100)
    isIdle(main)
    expect(told).toMatchObject([{ waiting: [{ pid: 1, on: 'Event-1' }] }])
  })
})

describe('who waits for a lock that it holds itself', () => {
  it('uses it as a signal: whoever has the lock may release it', () => {
    const [main, other] = [start(1, a), start(2, a)]
    acquire(main, 'Lock-1')
    acquire(main, 'Lock-1')
    vi.advanceTimersByTime(1000)
    expect(isAsked(main)).toBe(false)
    other.end()
    vi.advanceTimersByTime(100)
    isIdle(main)
    expect(told).toMatchObject([{ waiting: [{ pid: 1, on: 'Lock-1' }], heldBy: 1 }])
  })
})

describe('who joins a child', () => {
  it('is helped by its end, whatever else it waits for', () => {
    const [main] = [start(1, event), start(2)]
    ask(main, 'Event-1', { op: 'event-wait' })
    main.say({ op: 'joining', atUs: 0, child: 2 })
    vi.advanceTimersByTime(1000)
    expect(isAsked(main)).toBe(false)
  })
})

it('what a process said does not count any more when it waits for other things', () => {
  const [first, second, parent] = opposite()
  vi.advanceTimersByTime(100)
  isIdle(first)
  isIdle(parent)
  // The broker hears of another wait: whatever began it may have begun more.
  ask(first, 'Lock-1', { op: 'acquire', block: true })
  isIdle(second)
  vi.advanceTimersByTime(99)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1)
  for (const each of [first, second, parent]) isIdle(each)
  expect(told).toHaveLength(1)
})

it('a process that only waits for an answer which is on its way to it is not idle, and is asked again', () => {
  const main = start(1, a, event)
  acquire(main, 'Lock-1')
  acquire(main, 'Lock-1')
  vi.advanceTimersByTime(100)
  expect(isAsked(main)).toBe(true)
  ask(main, 'Event-1', { op: 'is-set' })
  main.heard.splice(0)
  isIdle(main, 1)
  expect(told).toEqual([])
  vi.advanceTimersByTime(100)
  expect(isAsked(main)).toBe(true)
  isIdle(main, 2)
  expect(told).toMatchObject([{ waiting: [{ pid: 1, on: 'Lock-1' }], heldBy: 1 }])
})
