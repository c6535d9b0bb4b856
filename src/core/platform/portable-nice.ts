import { getPriority, setPriority } from 'node:os'
import type { TuneOutcome } from './tuning.ts'

const outcomes = new Map<string, TuneOutcome>([
  ['ESRCH', { kind: 'gone' }],
  ['EPERM', { kind: 'denied' }],
  // setpriority(2): a lower value than the present one, without the right to it.
  ['EACCES', { kind: 'raise-priority' }],
])

/** @returns the niceness of a process or thread, on Windows of its priority class; undefined when it has ended */
export function portableReadNice(id: number): number | undefined {
  try {
    return getPriority(id)
  } catch {
    return undefined
  }
}

/**
 * @param id of a process; on Linux of one thread, whose process may have others
 * @param nice -20 to 19; Windows rounds it to one of its six classes
 */
export function portableSetNice(id: number, nice: number): TuneOutcome {
  try {
    setPriority(id, nice)
    return { kind: 'changed' }
  } catch (error) {
    return outcomes.get(codeOf(error)) ?? { kind: 'failed', cause: codeOf(error) }
  }
}

/** Node hands on the OS's own error in `info`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const info: unknown = 'info' in error ? error.info : undefined
  const code: unknown = typeof info === 'object' && info !== null && 'code' in info ? info.code : undefined
  return typeof code === 'string' ? code : error.message
}
