import type { FoundWindow } from '../../shared/contract/processes.ts'
import { chooseWindowPicking } from '../platform/choose-window-picking.ts'
import type { WindowPicking } from '../platform/window-picking.ts'
import { inspectProcess, type Inspection } from './inspect.ts'

/** Finds the process of a window that a person clicks. */
export interface WindowFinder {
  readonly isAvailable: boolean
  /** Sentences for people: why it is not. */
  readonly degraded: readonly string[]
  /**
   * @param stop ends the waiting for a click
   * @throws Error when it is not available, or when the system's tool failed
   */
  find(stop: AbortSignal): Promise<FoundWindow>
}

export interface WindowFinderOptions {
  readonly picking?: WindowPicking
  readonly inspect?: (pid: number) => Promise<Inspection | undefined>
}

/** @returns what finds windows' processes on this machine; one click is waited for at a time */
export function createWindowFinder(options: WindowFinderOptions = {}): WindowFinder {
  const { picking = chooseWindowPicking(), inspect = inspectProcess } = options
  let former = new AbortController()
  return {
    isAvailable: picking.pick !== undefined,
    degraded: picking.degraded,
    async find(stop) {
      if (picking.pick === undefined) throw new Error(picking.degraded.join(' '))
      // There is one pointer: whoever asks last has it.
      former.abort()
      former = new AbortController()
      const picked = await picking.pick(AbortSignal.any([stop, former.signal]))
      if (picked.kind === 'failed') throw new Error(`The window could not be asked: ${picked.cause}`)
      if (picked.kind !== 'picked') return { kind: picked.kind }
      const seen = await inspect(picked.pid)
      // A window may name whatever it likes.
      if (seen === undefined) return { kind: 'unknown' }
      return { kind: 'found', pid: picked.pid, startKey: seen.startKey, name: seen.name }
    },
  }
}
