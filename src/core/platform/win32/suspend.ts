import { requireKoffi, type LoadKoffi } from '../load-koffi.ts'
import type { SendOutcome } from '../signalling.ts'

/** winnt.h */
const PROCESS_SUSPEND_RESUME = 0x0800
/** winerror.h */
const ERROR_ACCESS_DENIED = 5
const ERROR_INVALID_PARAMETER = 87
/** ntstatus.h */
const STATUS_SUCCESS = 0
const STATUS_ACCESS_DENIED = 0xc000_0022
const STATUS_PROCESS_IS_TERMINATING = 0xc000_010a

/** What Windows has for these two, under other names. */
export const suspendingSignals = ['SIGSTOP', 'SIGCONT'] as const
export type SuspendingSignal = (typeof suspendingSignals)[number]
export const isSuspending = (signal: string): signal is SuspendingSignal =>
  suspendingSignals.some((each) => each === signal)

/** Sends one of them to a process. */
export type Suspender = (pid: number, signal: SuspendingSignal) => SendOutcome

/**
 * NtSuspendProcess and NtResumeProcess through koffi: they stop and continue every thread, as Process Explorer does.
 * Windows counts: what was suspended twice goes on after the second resume.
 * @returns undefined without koffi or the two calls
 */
export function loadSuspender(loadKoffi: LoadKoffi = requireKoffi): Suspender | undefined {
  try {
    const koffi = loadKoffi()
    const kernel = koffi.load('kernel32.dll')
    const nt = koffi.load('ntdll.dll')
    const openProcess = kernel.func('void * __stdcall OpenProcess(uint32_t access, int inherit, uint32_t pid)')
    const closeHandle = kernel.func('int __stdcall CloseHandle(void *handle)')
    const lastError = kernel.func('uint32_t __stdcall GetLastError()')
    const calls = {
      SIGSTOP: nt.func('uint32_t __stdcall NtSuspendProcess(void *handle)'),
      SIGCONT: nt.func('uint32_t __stdcall NtResumeProcess(void *handle)'),
    }
    return (pid, signal) => {
      const handle: unknown = openProcess(PROCESS_SUSPEND_RESUME, 0, pid)
      if (handle === null) return outcomeOfError(Number(lastError()))
      try {
        return outcomeOfStatus(Number(calls[signal](handle)))
      } finally {
        closeHandle(handle)
      }
    }
  } catch {
    return undefined
  }
}

function outcomeOfError(error: number): SendOutcome {
  if (error === ERROR_INVALID_PARAMETER) return { kind: 'gone' }
  if (error === ERROR_ACCESS_DENIED) return { kind: 'denied' }
  return { kind: 'failed', cause: `OpenProcess: error ${error}` }
}

function outcomeOfStatus(status: number): SendOutcome {
  switch (status) {
    case STATUS_SUCCESS:
      return { kind: 'sent' }
    case STATUS_ACCESS_DENIED:
      return { kind: 'denied' }
    case STATUS_PROCESS_IS_TERMINATING:
      return { kind: 'gone' }
    default:
      return { kind: 'failed', cause: `Windows answers status 0x${status.toString(16)}` }
  }
}
