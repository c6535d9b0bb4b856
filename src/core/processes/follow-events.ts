import { Worker } from 'node:worker_threads'
import { choosePlatform } from '../platform/choose-platform.ts'
import type { ProcessHappening } from '../platform/source.ts'
import { endAt, unreadAt, type EventsMessage } from './events-protocol.ts'

export interface EventListener {
  /** From now on it is told all that happens. */
  opened(): void
  /** Gets what has happened, in order. */
  hear(happenings: readonly ProcessHappening[]): void
  /** The OS tells nothing, or no longer. */
  lost(): void
}

/**
 * Begins to follow what the OS tells by itself.
 * @returns stops
 */
export type FollowEvents = (listener: EventListener) => () => void

/** Looks now and then, in this thread. */
export const followByTimer: FollowEvents = (listener) => {
  const stop = choosePlatform().watchEvents((happening) => listener.hear([happening]))
  if (stop !== undefined) listener.opened()
  return stop ?? (() => {})
}

/** @param file the built worker, which hears at once */
export function followInThread(file: string): FollowEvents {
  return (listener) => {
    const shared = new Int32Array(new SharedArrayBuffer(8))
    const thread = new Worker(file, { workerData: shared.buffer, name: 'forkscope-events' })
    thread.unref()
    let stopped = false
    thread.on('message', (message: EventsMessage) => {
      if (stopped) return
      if (message.kind === 'opened') return listener.opened()
      Atomics.store(shared, unreadAt, 0)
      Atomics.notify(shared, unreadAt)
      listener.hear(message.happenings)
    })
    thread.on('error', () => {})
    // Refused, it ends; so it does when it fails.
    thread.on('exit', () => {
      if (!stopped) listener.lost()
    })
    return () => {
      stopped = true
      // Whoever started it comes to its end after it: a thread ended while it loads a native module takes all with it.
      thread.ref()
      Atomics.store(shared, endAt, 1)
      Atomics.store(shared, unreadAt, 0)
      Atomics.notify(shared, unreadAt)
    }
  }
}
