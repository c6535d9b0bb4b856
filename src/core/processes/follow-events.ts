import { MessageChannel } from 'node:worker_threads'
import { choosePlatform } from '../platform/choose-platform.ts'
import type { ProcessHappening } from '../platform/source.ts'
import { haveRead, wantEnd, type EventsMessage, type FollowRequest } from './events-protocol.ts'

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

/** @param ask starts a thread that hears at once: one that belongs to the host of this thread */
export function followBeside(ask: (request: FollowRequest) => void, file: string): FollowEvents {
  return (listener) => {
    const shared = new SharedArrayBuffer(8)
    const flags = new Int32Array(shared)
    const { port1: own, port2: port } = new MessageChannel()
    let stopped = false
    own.on('message', (message: EventsMessage) => {
      if (stopped) return
      if (message.kind === 'opened') return listener.opened()
      haveRead(flags)
      listener.hear(message.happenings)
    })
    // The other thread has ended: refused, failed, or because it was wanted.
    own.once('close', () => {
      if (!stopped) listener.lost()
    })
    own.unref()
    ask({ kind: 'follow', file, port, shared })
    return () => {
      stopped = true
      wantEnd(flags)
      own.close()
    }
  }
}
