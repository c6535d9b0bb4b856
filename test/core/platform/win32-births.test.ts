import { describe, expect, it } from 'vitest'
import type { Koffi } from '../../../src/core/platform/load-koffi.ts'
import { loadBirths, trueParents } from '../../../src/core/platform/win32/births.ts'

/** Windows' calls by name, as far as ages need them; handles are pids. */
function fakeWindows(births: ReadonlyMap<number, bigint>, closed: number[]): () => Koffi {
  const functions: Readonly<Record<string, (...parts: never[]) => unknown>> = {
    OpenProcess(access: number, _inherit: number, pid: number) {
      expect(access).toBe(0x1000)
      return pid === 4 ? null : pid
    },
    CloseHandle: (handle: number) => closed.push(handle),
    GetProcessTimes(handle: number, created: Buffer) {
      const birth = births.get(handle)
      if (birth === undefined) return 0
      created.writeBigUInt64LE(birth)
      return 1
    },
  }
  const load = () => ({ func: (declaration: string) => functions[/(\w+)\(/.exec(declaration)?.[1] ?? ''] })
  // Of koffi only what is asked for.
  return () => ({ load }) as unknown as Koffi
}

describe('the ages of processes on Windows', () => {
  it('are read through a handle, which is closed, and unknown of whom does not tell', () => {
    const closed: number[] = []
    const birthOf = loadBirths(fakeWindows(new Map([[42, 133_000_000_000_000_001n]]), closed))
    expect([42, 43, 4].map((pid) => birthOf?.(pid))).toEqual([133_000_000_000_000_001n, undefined, undefined])
    expect(closed).toEqual([42, 43])
    const none = loadBirths(() => {
      throw new Error('There is no koffi here.')
    })
    expect(none).toBeUndefined()
  })

  it('tell a true parent from one that only has its pid', () => {
    const births = new Map([
      [10, 5n],
      [11, 5n],
      [12, 4n],
    ])
    const listed = new Map([
      [10, { ppid: 0 }],
      [11, { ppid: 10 }],
      [12, { ppid: 10 }],
      [13, { ppid: 10 }],
      [14, { ppid: 99 }],
    ])
    expect([...trueParents(listed, (pid) => births.get(pid))]).toEqual([
      [10, { ppid: 0 }],
      [11, { ppid: 10 }],
      [12, { ppid: 0, claims: 10 }],
      [13, { ppid: 0, claims: 10 }],
      [14, { ppid: 0, claims: 99 }],
    ])
  })

  it.runIf(process.platform === 'win32')('are those of real processes', () => {
    const birthOf = loadBirths()
    const [own, parent] = [birthOf?.(process.pid), birthOf?.(process.ppid)]
    expect(own).toBeGreaterThan(parent ?? own ?? 0n)
  })
})
