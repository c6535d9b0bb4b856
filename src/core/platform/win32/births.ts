import { requireKoffi, type LoadKoffi } from '../load-koffi.ts'
import type { ScannedProcess } from '../signalling.ts'

/** winnt.h; given for nearly every process, those of other users included. */
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000

/** @returns when the process was created, in units of 100 ns since 1601; undefined when it is gone or does not tell */
export type BirthOf = (pid: number) => bigint | undefined

/**
 * GetProcessTimes through koffi.
 * @returns undefined without koffi or the calls
 */
export function loadBirths(loadKoffi: LoadKoffi = requireKoffi): BirthOf | undefined {
  try {
    const kernel = loadKoffi().load('kernel32.dll')
    const openProcess = kernel.func('void * __stdcall OpenProcess(uint32_t access, int inherit, uint32_t pid)')
    const closeHandle = kernel.func('int __stdcall CloseHandle(void *handle)')
    const getTimes = kernel.func(
      'int __stdcall GetProcessTimes(void *handle, void *created, void *ended, void *inKernel, void *inUser)',
    )
    const created = Buffer.alloc(8)
    const unread = Buffer.alloc(8)
    return (pid) => {
      const handle: unknown = openProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, pid)
      if (handle === null) return undefined
      try {
        const told = Number(getTimes(handle, created, unread, unread, unread)) !== 0
        return told ? created.readBigUInt64LE() : undefined
      } finally {
        closeHandle(handle)
      }
    }
  } catch {
    return undefined
  }
}

/**
 * The parents that are true. Windows keeps the pid of a parent that has ended, and gives it to others: a parent that is
 * younger than its child is none, and one whose age is not known may be none.
 * @param birthOf undefined: no ages can be had
 */
export function trueParents(
  listed: ReadonlyMap<number, ScannedProcess>,
  birthOf: BirthOf | undefined,
): ReadonlyMap<number, ScannedProcess> {
  const births = new Map([...listed.keys()].map((pid) => [pid, birthOf?.(pid)]))
  return new Map(
    [...listed].map(([pid, scanned]) => {
      const [parent, child] = [births.get(scanned.ppid), births.get(pid)]
      if (parent !== undefined && child !== undefined && parent <= child) return [pid, scanned]
      return [pid, { ...scanned, ppid: 0, ...(scanned.ppid > 0 && { claims: scanned.ppid }) }]
    }),
  )
}
