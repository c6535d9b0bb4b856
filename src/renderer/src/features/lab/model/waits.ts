import { deadlockAt, stuckWaits } from './deadlock-story.ts'
import { valueAt } from './history.ts'
import type { Lane } from './lane.ts'
import type { RunPicture } from './run-picture.ts'

/** One process that waits, for what, and who can end that wait. */
export interface Wait {
  readonly pid: number
  /** The lock or queue, or `pid N` of the child whose end is waited for. */
  readonly on: string
  readonly kind: 'lock' | 'queue' | 'child' | 'other'
  /** Who has the lock (several a semaphore), or the child; empty where nobody is known. */
  readonly by: readonly number[]
  /** Part of a deadlock: it never ends. */
  readonly stuck: boolean
}

/** @returns who waits for what at that time, those of a deadlock first; each process's wait once */
export function waitsAt(picture: RunPicture, t: number): readonly Wait[] {
  const deadlock = deadlockAt(picture, t)
  const stuck = deadlock === undefined ? [] : stuckWaits(picture, deadlock, t)
  const known = new Set(stuck.map(({ pid }) => pid))
  return [
    ...stuck.map(({ pid, on, kind, by }) => ({ pid, on, kind, by: by === undefined ? [] : [by], stuck: true })),
    ...currentWaits(picture, t).filter(({ pid }) => !known.has(pid)),
  ]
}

function currentWaits(picture: RunPicture, t: number): readonly Wait[] {
  const atObjects = [...picture.objects.values()].flatMap((object): Wait[] => {
    if (object.kind === 'lock') {
      const { holders, waiting } = valueAt(object.moments, t) ?? { holders: [], waiting: [] }
      return waiting.map((pid) => ({ pid, on: object.name, kind: 'lock', by: holders, stuck: false }))
    }
    const now = valueAt(object.moments, t)
    const waiting = [...(now?.blockedPut ?? []), ...(now?.blockedGet ?? [])]
    return waiting.map((pid) => ({ pid, on: object.name, kind: 'queue', by: [], stuck: false }))
  })
  const inJoin = joinsAt(picture, t).map(({ pid, on }): Wait => {
    const child = /^pid (\d+)$/.exec(on)?.[1]
    // Whoever gets an item may be who has to say that it is done.
    if (child === undefined) return { pid, on, kind: 'queue', by: [], stuck: false }
    return { pid, on, kind: 'child', by: [Number(child)], stuck: false }
  })
  return [...atObjects, ...inJoin]
}

function joinsAt(picture: RunPicture, t: number): readonly { readonly pid: number; readonly on: string }[] {
  return [...picture.lanes.values()].flatMap(({ pid, bars }) =>
    bars
      .filter(({ kind, from, to = Infinity }) => kind === 'joining' && from <= t && t < to)
      .map(({ on }) => ({ pid, on })),
  )
}

/** @returns who waits at that time until everything in that queue is done */
export function joinersOf(picture: RunPicture, queue: string, t: number): readonly number[] {
  return joinsAt(picture, t).flatMap(({ pid, on }) => (on === queue ? [pid] : []))
}

/** @returns how many processes have waited so far: the graph keeps room for them, so that nothing jumps */
export function waitersSoFar(picture: RunPicture): number {
  const waits = ({ bars }: Lane): boolean => bars.some(({ kind }) => kind !== 'holds-lock')
  return [...picture.lanes.values()].filter(waits).length
}
