import { realTimeSignals } from '../../shared/model/real-time-signals.ts'
import type { ProcessHandle, SendOutcome } from './signalling.ts'

const outcomes = new Map<string, SendOutcome>([
  ['ESRCH', { kind: 'gone' }],
  ['EPERM', { kind: 'denied' }],
  ['EACCES', { kind: 'denied' }],
  ['ENOSYS', { kind: 'unsupported' }],
  ['EINVAL', { kind: 'unsupported' }],
  ['ERR_UNKNOWN_SIGNAL', { kind: 'unsupported' }],
])

/** @returns what an error of `process.kill` or a system call means for the target */
export function sendFailure(error: unknown): SendOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return outcomes.get(code) ?? { kind: 'failed', cause: error instanceof Error ? error.message : String(error) }
}

/**
 * A handle by pid alone: between the check of the identity and the signal the pid may, in theory, change hands.
 * @param pid greater than 0: other values mean groups and everybody to kill(2)
 */
export function portableHandle(pid: number): ProcessHandle | undefined {
  if (pid <= 0) return undefined
  return {
    send(signal) {
      try {
        process.kill(pid, realTimeSignals.get(signal) ?? signal)
        return { kind: 'sent' }
      } catch (error) {
        return sendFailure(error)
      }
    },
    hasEnded: () => undefined,
    close: () => {},
  }
}
