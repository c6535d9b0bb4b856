import type { MessagePort } from 'node:worker_threads'
import type { ProcessHappening } from '../platform/source.ts'

/** A sampler's thread asks its host for one beside it that follows the OS. */
export interface FollowRequest {
  readonly kind: 'follow'
  /** The built worker. */
  readonly file: string
  /** Where it tells what happens. */
  readonly port: MessagePort
  /** What both see: two numbers of 32 bits, see below. */
  readonly shared: SharedArrayBuffer
}

/** What the thread that follows the OS tells. */
export type EventsMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'batch'; readonly happenings: readonly ProcessHappening[] }

/** Places in the memory that both threads see: whether a batch has not been read yet, and whether the end is wanted. */
export const unreadAt = 0
export const endAt = 1

/** The thread goes on with the next batch. */
export function haveRead(shared: Int32Array): void {
  Atomics.store(shared, unreadAt, 0)
  Atomics.notify(shared, unreadAt)
}

/** The thread comes to its end. */
export function wantEnd(shared: Int32Array): void {
  Atomics.store(shared, endAt, 1)
  haveRead(shared)
}
