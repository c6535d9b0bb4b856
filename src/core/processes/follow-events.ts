import { Worker } from 'node:worker_threads'
import { choosePlatform } from '../platform/choose-platform.ts'
import type { ProcessHappening } from '../platform/source.ts'
import type { EventsMessage } from './events-worker.ts'

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
    const shared = new SharedArrayBuffer(4)
    const unread = new Int32Array(shared)
    const thread = new Worker(file, { workerData: shared, name: 'forkscope-events' })
    thread.unref()
    let stopped = false
    thread.on('message', (message: EventsMessage) => {
      if (stopped) return
      if (message.kind === 'opened') return listener.opened()
      Atomics.store(unread, 0, 0)
      Atomics.notify(unread, 0)
      listener.hear(message.happenings)
    })
    thread.on('error', () => {})
    // Refused, it ends; so it does when it fails.
    thread.on('exit', () => {
      if (!stopped) listener.lost()
    })
    return () => {
      stopped = true
      void thread.terminate()
    }
  }
}
