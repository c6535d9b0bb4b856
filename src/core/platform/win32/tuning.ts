import { requireKoffi } from '../load-koffi.ts'
import { portableReadNice, portableSetNice } from '../portable-nice.ts'
import type { AffinityPlatform, TuneOutcome, TuningPlatform } from '../tuning.ts'

/** winnt.h */
const PROCESS_SET_INFORMATION = 0x0200
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000
/** winerror.h */
const ERROR_ACCESS_DENIED = 5
const ERROR_INVALID_PARAMETER = 87

/** Windows has six priority classes, to which Node maps niceness; affinity is a mask of one group of 64 CPUs. */
export function win32Tuning(): TuningPlatform {
  const affinity = loadAffinity()
  return {
    degraded: affinity === undefined ? [{ kind: 'no-affinity' }] : [],
    readNice: portableReadNice,
    setNice: portableSetNice,
    affinity,
  }
}

/** @returns Get- and SetProcessAffinityMask through koffi; undefined without it */
function loadAffinity(): AffinityPlatform | undefined {
  try {
    const koffi = requireKoffi()
    const kernel = koffi.load('kernel32.dll')
    const openProcess = kernel.func('void * __stdcall OpenProcess(uint32_t access, int inherit, uint32_t pid)')
    const closeHandle = kernel.func('int __stdcall CloseHandle(void *handle)')
    const lastError = kernel.func('uint32_t __stdcall GetLastError()')
    const setMask = kernel.func('int __stdcall SetProcessAffinityMask(void *handle, uint64_t mask)')
    const getMask = kernel.func('int __stdcall GetProcessAffinityMask(void *handle, void *own, void *system)')

    const failure = (): TuneOutcome => {
      const error = Number(lastError())
      if (error === ERROR_ACCESS_DENIED) return { kind: 'denied' }
      return { kind: 'failed', cause: `Windows answers error ${error}` }
    }
    const withHandle = <Result>(pid: number, access: number, use: (handle: unknown) => Result): Result | undefined => {
      const handle: unknown = openProcess(access, 0, pid)
      if (handle === null) return undefined
      try {
        return use(handle)
      } finally {
        closeHandle(handle)
      }
    }
    const masks = (pid: number): { own: bigint; system: bigint } | undefined =>
      withHandle(pid, PROCESS_QUERY_LIMITED_INFORMATION, (handle) => {
        const [own, system] = [Buffer.alloc(8), Buffer.alloc(8)]
        if (getMask(handle, own, system) === 0) return undefined
        return { own: own.readBigUInt64LE(), system: system.readBigUInt64LE() }
      })
    return {
      online: () => cpusOf(masks(process.pid)?.system ?? 1n),
      read(pid) {
        const found = masks(pid)
        return found === undefined ? undefined : cpusOf(found.own)
      },
      set(pid, cpus) {
        const known = new Set(cpusOf(masks(process.pid)?.system ?? 0n))
        if (cpus.some((cpu) => !known.has(cpu))) return { kind: 'no-such-cpu' }
        const mask = cpus.reduce((bits, cpu) => bits | (1n << BigInt(cpu)), 0n)
        const outcome = withHandle(
          pid,
          PROCESS_SET_INFORMATION | PROCESS_QUERY_LIMITED_INFORMATION,
          (handle): TuneOutcome => (setMask(handle, mask) === 0 ? failure() : { kind: 'changed' }),
        )
        if (outcome !== undefined) return outcome
        return Number(lastError()) === ERROR_INVALID_PARAMETER ? { kind: 'gone' } : failure()
      },
    }
  } catch {
    return undefined
  }
}

/** @returns the numbers of the bits that are set */
export function cpusOf(mask: bigint): readonly number[] {
  return Array.from({ length: 64 }, (_, cpu) => cpu).filter((cpu) => (mask >> BigInt(cpu)) & 1n)
}
