import { closeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import type { Lack } from '../../../shared/contract/lacks.ts'
import { realTimeSignals } from '../../../shared/model/real-time-signals.ts'
import { portableHandle } from '../portable-handle.ts'
import type { ProcessHandle, SendOutcome } from '../signalling.ts'

/** The same numbers on x86-64 and arm64: both were added after the tables were unified. */
const pidfdOpen = 434
const pidfdSendSignal = 424
const POLLIN = 1

export interface Pidfds {
  readonly open: (pid: number) => ProcessHandle | undefined
}

type Koffi = typeof import('koffi')
export type LoadKoffi = () => Koffi

const requireKoffi: LoadKoffi = () => {
  const koffi: Koffi = createRequire(import.meta.url)('koffi')
  return koffi
}

/**
 * pidfd_open(2), pidfd_send_signal(2) and poll(2) through koffi.
 * @returns what is missing when koffi, its binary or the system calls are not to be had (Linux before 5.3, some
 *   sandboxes)
 */
export function loadPidfds(loadKoffi: LoadKoffi = requireKoffi): Pidfds | { readonly missing: Lack } {
  try {
    const koffi = loadKoffi()
    const libc = koffi.load(null)
    const syscall = libc.func('long syscall(long number, long a, long b, void *c, long d)')
    const poll = libc.func('int poll(void *fds, unsigned long count, int timeout)')
    const open = (pid: number): number => Number(syscall(pidfdOpen, pid, 0, null, 0))
    const errno = koffi.os.errno
    const send = (pidfd: number, signal: number): SendOutcome => {
      if (Number(syscall(pidfdSendSignal, pidfd, signal, null, 0)) === 0) return { kind: 'sent' }
      const error = koffi.errno()
      if (error === errno['ESRCH']) return { kind: 'gone' }
      if (error === errno['EPERM']) return { kind: 'denied' }
      if (error === errno['EINVAL']) return { kind: 'unsupported' }
      return { kind: 'failed', cause: `pidfd_send_signal: error ${error}` }
    }
    const hasEnded = (pidfd: number): boolean => {
      const entry = Buffer.alloc(8)
      entry.writeInt32LE(pidfd, 0)
      entry.writeInt16LE(POLLIN, 4)
      return poll(entry, 1, 0) === 1 && (entry.readInt16LE(6) & POLLIN) !== 0
    }
    const own = open(process.pid)
    if (own < 0) return { missing: refused('pidfd_open', nameOf(koffi, koffi.errno())) }
    const probe = send(own, 0)
    const refusedBy = koffi.errno()
    closeSync(own)
    if (probe.kind !== 'sent') return { missing: refused('pidfd_send_signal', nameOf(koffi, refusedBy)) }
    return {
      open(pid) {
        if (pid <= 0) return undefined
        const pidfd = open(pid)
        if (pidfd < 0) {
          // EINVAL: a thread, not a process. Anything else (EMFILE) leaves the portable way.
          const error = koffi.errno()
          return error === errno['ESRCH'] || error === errno['EINVAL'] ? undefined : portableHandle(pid)
        }
        return {
          send: (signal) => {
            const named = Object.entries(constants.signals).find(([name]) => name === signal)?.[1]
            const number = named ?? realTimeSignals.get(signal)
            return number === undefined ? { kind: 'unsupported' } : send(pidfd, number)
          },
          hasEnded: () => hasEnded(pidfd),
          close: () => closeSync(pidfd),
        }
      },
    }
  } catch {
    return { missing: { kind: 'two-steps-no-helper' } }
  }
}

const refused = (call: string, error: string): Lack => ({ kind: 'two-steps-refused', call, error })

function nameOf({ os }: Koffi, error: number): string {
  return Object.entries(os.errno).find(([, number]) => number === error)?.[0] ?? `error ${error}`
}
