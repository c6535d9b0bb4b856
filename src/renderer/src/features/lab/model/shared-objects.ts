import type { TraceEvent } from '../../../../../shared/contract/trace.ts'
import { append, type Since } from './history.ts'

type LockEvent = Extract<TraceEvent, { kind: 'lock' }>
type QueueEvent = Extract<TraceEvent, { kind: 'queue' }>

export interface LockMoment {
  /** One for a lock, several for a semaphore; the dead keep what they held. */
  readonly holders: readonly number[]
  /** First come, first served. */
  readonly waiting: readonly number[]
}

export interface LockHistory {
  readonly kind: 'lock'
  readonly name: string
  readonly moments: Since<LockMoment>[]
}

export interface QueueMoment {
  readonly size: number
  /** Of a joinable queue. */
  readonly unfinished: number | undefined
  readonly puts: number
  readonly gets: number
  readonly blockedPut: readonly number[]
  readonly blockedGet: readonly number[]
}

export interface QueueHistory {
  readonly kind: 'queue'
  readonly name: string
  readonly moments: Since<QueueMoment>[]
  largest: number
}

export type SharedObject = LockHistory | QueueHistory

const nobody: LockMoment = { holders: [], waiting: [] }
const emptyQueue: QueueMoment = {
  size: 0,
  unfinished: undefined,
  puts: 0,
  gets: 0,
  blockedPut: [],
  blockedGet: [],
}

const without = (pids: readonly number[], pid: number): readonly number[] => {
  const at = pids.indexOf(pid)
  return at < 0 ? pids : pids.toSpliced(at, 1)
}

export function addLockEvent(lock: LockHistory, event: LockEvent): void {
  const { holders, waiting } = lock.moments.at(-1)?.value ?? nobody
  const { pid } = event
  const next = {
    request: { holders, waiting: [...without(waiting, pid), pid] },
    acquire: { holders: [...holders, pid], waiting: without(waiting, pid) },
    // Any process may release a lock: whoever does, one holder gives it up.
    release: { holders: holders.includes(pid) ? without(holders, pid) : holders.slice(1), waiting },
    timeout: { holders, waiting: without(waiting, pid) },
    refused: { holders, waiting: without(waiting, pid) },
  }[event.action]
  append(lock.moments, event.t, next)
}

export function addQueueEvent(queue: QueueHistory, event: QueueEvent): void {
  const before = queue.moments.at(-1)?.value ?? emptyQueue
  const { pid, action, size } = event
  queue.largest = Math.max(queue.largest, size)
  append(queue.moments, event.t, {
    size,
    unfinished: event.unfinished ?? before.unfinished,
    puts: before.puts + (action === 'put' ? 1 : 0),
    gets: before.gets + (action === 'get' ? 1 : 0),
    blockedPut: [...without(before.blockedPut, pid), ...(action === 'blocked-put' ? [pid] : [])],
    blockedGet: [...without(before.blockedGet, pid), ...(action === 'blocked-get' ? [pid] : [])],
  })
}

/** A process that has ended waits for nothing any more; what it held stays held. */
export function forgetWaiter(object: SharedObject, t: number, pid: number): void {
  if (object.kind === 'lock') {
    const last = object.moments.at(-1)?.value
    if (last?.waiting.includes(pid)) append(object.moments, t, { ...last, waiting: without(last.waiting, pid) })
    return
  }
  const last = object.moments.at(-1)?.value
  if (last === undefined || !(last.blockedPut.includes(pid) || last.blockedGet.includes(pid))) return
  append(object.moments, t, {
    ...last,
    blockedPut: without(last.blockedPut, pid),
    blockedGet: without(last.blockedGet, pid),
  })
}
