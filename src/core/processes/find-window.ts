import type { FindWindow } from '../../shared/contract/app.ts'
import type { FoundWindow } from '../../shared/contract/processes.ts'
import { chooseWindowPicking } from '../platform/choose-window-picking.ts'
import type { WindowPicking } from '../platform/window-picking.ts'
import { inspectProcess, type Inspection } from './inspect.ts'

/** Finds the process of a window that a person clicks. */
export interface WindowFinder {
  /** Whether it can, or why not. */
  readonly ability: FindWindow
  /**
   * @param stop ends the waiting for a click
   * @throws Error when it cannot
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
    ability: picking.lack ?? 'yes',
    async find(stop) {
      if (picking.lack !== undefined) throw new Error(`Windows cannot be clicked on this machine: ${picking.lack}.`)
      // There is one pointer: whoever asks last has it.
      former.abort()
      former = new AbortController()
      const picked = await picking.pick(AbortSignal.any([stop, former.signal]))
      if (picked.kind === 'failed') return picked
      if (picked.kind !== 'picked') return { kind: picked.kind }
      const seen = await inspect(picked.pid)
      // A window may name whatever it likes.
      if (seen === undefined) return { kind: 'unknown' }
      return { kind: 'found', pid: picked.pid, startKey: seen.startKey, name: seen.name }
    },
  }
}
