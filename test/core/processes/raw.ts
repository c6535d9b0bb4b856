import type { RawProcess } from '../../../src/core/platform/source.ts'

/** @returns a process as a source tells it; its start stamp is its pid unless told otherwise */
export function raw(pid: number, ppid: number, more: Partial<RawProcess> = {}): RawProcess {
  return { pid, ppid, startKey: String(pid), name: `p${pid}`, state: 'sleeping', ...more }
}
