import { valueAt } from './history.ts'
import type { DeadlockSpan, RunPicture } from './run-picture.ts'
import { hasEnded } from './lane.ts'

/** Why one wait of a deadlock never ends. */
export interface StuckWait {
  readonly pid: number
  readonly on: string
  readonly kind: 'lock' | 'queue' | 'child' | 'other'
  /** Who has the lock, or which child is waited for. */
  readonly by: number | undefined
  readonly byIsDead: boolean
}

/** @returns the deadlock that holds at that time */
export function deadlockAt(picture: RunPicture, t: number): DeadlockSpan | undefined {
  return picture.deadlocks.find((each) => each.t <= t && (each.to === undefined || t < each.to))
}

/** @returns the last deadlock that was over by then: ended with those who were in it */
export function deadlockBefore(picture: RunPicture, t: number): DeadlockSpan | undefined {
  return picture.deadlocks.findLast((each) => each.to !== undefined && each.to <= t)
}

/**
 * @param t the moment that is told of, microseconds: the end of a holder may be noticed only after the deadlock was
 * @returns who waits for what, and who should end that wait but cannot
 */
export function stuckWaits(picture: RunPicture, { waiting, heldBy }: DeadlockSpan, t: number): readonly StuckWait[] {
  const isDead = (pid: number | undefined): boolean => pid !== undefined && hasEnded(picture.lanes.get(pid), t)
  return waiting.map(({ pid, on }, index) => {
    const child = /^pid (\d+)$/.exec(on)?.[1]
    if (child !== undefined) {
      return { pid, on, kind: 'child', by: Number(child), byIsDead: isDead(Number(child)) }
    }
    const object = picture.objects.get(on)
    if (object?.kind === 'queue') return { pid, on, kind: 'queue', by: undefined, byIsDead: false }
    const holder = object?.kind === 'lock' ? valueAt(object.moments, t)?.holders[0] : undefined
    const by = holder ?? (index === 0 ? heldBy : undefined)
    return { pid, on, kind: object === undefined ? 'other' : 'lock', by, byIsDead: isDead(by) }
  })
}
