import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { RunPicture } from '../../../src/renderer/src/features/lab/model/run-picture.ts'

export const supervisor = 10
export const main = 20

/** @returns how a run begins: a main process below its supervisor */
export function beginning(): TraceEvent[] {
  return [
    { kind: 'run-started', t: 0, pid: supervisor, run: 'r', lesson: 'x', parameters: {} },
    { kind: 'process-started', t: 1, pid: main, ppid: supervisor, name: 'MainProcess', daemon: false, role: 'main' },
  ]
}

/** @returns a child of the main process */
export function child(t: number, pid: number, name: string, daemon = false, ppid = main): TraceEvent {
  return { kind: 'process-started', t, pid, ppid, name, daemon, role: 'child' }
}

export function lock(
  t: number,
  pid: number,
  action: 'request' | 'acquire' | 'release' | 'timeout' | 'refused',
  name = 'Lock-1',
): TraceEvent {
  return { kind: 'lock', t, pid, lock: name, action }
}

export function pictureOf(events: readonly TraceEvent[]): RunPicture {
  const picture = new RunPicture()
  for (const event of events) picture.add(event)
  return picture
}
