import { parentPort, workerData } from 'node:worker_threads'
import { choosePlatform } from '../platform/choose-platform.ts'
import type { ProcessHappening } from '../platform/source.ts'

/** What the thread that follows the OS tells. */
export type EventsMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'batch'; readonly happenings: readonly ProcessHappening[] }

/** A thread can be ended between two waits only. */
const waitMs = 100
const mostAtOnce = 1000

/**
 * Follows the OS in a thread of its own, blocked while nothing happens: timers would be too late for a process of a few
 * milliseconds, or wake the machine all the time.
 */
function follow(port: NonNullable<typeof parentPort>, unread: Int32Array): void {
  const queue = choosePlatform().openEvents()
  // It ends, and that says it.
  if (queue === undefined) return
  port.postMessage({ kind: 'opened' } satisfies EventsMessage)
  process.once('exit', () => queue.close())
  for (;;) {
    // What nobody has read yet: meanwhile the kernel's own queue gathers more.
    Atomics.wait(unread, 0, 1, waitMs)
    if (Atomics.load(unread, 0) === 1 || !queue.wait(waitMs)) continue
    const happenings = queue.take(mostAtOnce)
    if (happenings.length === 0) continue
    Atomics.store(unread, 0, 1)
    port.postMessage({ kind: 'batch', happenings } satisfies EventsMessage)
  }
}

if (parentPort === null)
  throw new Error('process-events.js is a worker thread of Forkscope; it does nothing by itself.')
const shared: SharedArrayBuffer = workerData
follow(parentPort, new Int32Array(shared))
