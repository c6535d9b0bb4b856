import { workerData, type MessagePort } from 'node:worker_threads'
import { choosePlatform } from '../platform/choose-platform.ts'
import { endAt, unreadAt, type EventsMessage, type FollowRequest } from './events-protocol.ts'

/** So long after its end is wanted, at most, the thread is at its end. */
const waitMs = 100
const mostAtOnce = 1000

/**
 * Follows the OS in a thread of its own, blocked while nothing happens: timers would be too late for a process of a few
 * milliseconds, or wake the machine all the time. It ends by itself: a thread that is terminated keeps its socket open,
 * and the kernel goes on to fill it.
 */
function follow(port: MessagePort, shared: Int32Array): void {
  const queue = choosePlatform().openEvents()
  // It ends, and that says it.
  if (queue === undefined) return
  port.postMessage({ kind: 'opened' } satisfies EventsMessage)
  try {
    while (Atomics.load(shared, endAt) === 0) {
      // What nobody has read yet: meanwhile the kernel's own queue gathers more.
      Atomics.wait(shared, unreadAt, 1, waitMs)
      if (Atomics.load(shared, unreadAt) === 1 || !queue.wait(waitMs)) continue
      const happenings = queue.take(mostAtOnce)
      if (happenings.length === 0) continue
      Atomics.store(shared, unreadAt, 1)
      port.postMessage({ kind: 'batch', happenings } satisfies EventsMessage)
    }
  } finally {
    queue.close()
  }
}

const given: Partial<FollowRequest> | null = workerData
if (given?.port === undefined || given.shared === undefined)
  throw new Error('process-events.js is a worker thread of Forkscope; it does nothing by itself.')
follow(given.port, new Int32Array(given.shared))
