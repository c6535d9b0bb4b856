import type { ProcessHappening } from '../platform/source.ts'

/** What the thread that follows the OS tells. */
export type EventsMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'batch'; readonly happenings: readonly ProcessHappening[] }

/** Places in the memory that both threads see: whether a batch has not been read yet, and whether the end is wanted. */
export const unreadAt = 0
export const endAt = 1
