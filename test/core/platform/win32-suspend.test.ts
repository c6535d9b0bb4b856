import { describe, expect, it } from 'vitest'
import type { Koffi } from '../../../src/core/platform/load-koffi.ts'
import { loadSuspender } from '../../../src/core/platform/win32/suspend.ts'
import { win32Signalling } from '../../../src/core/platform/win32/signalling.ts'
import { createSignaller } from '../../../src/core/signals/create-signaller.ts'

/** Windows' calls by name, as far as suspending needs them; handles are pids. */
function fakeWindows(statusOf: (pid: number) => number, calls: string[]): () => Koffi {
  let error = 0
  const functions: Readonly<Record<string, (...parts: never[]) => unknown>> = {
    OpenProcess(access: number, _inherit: number, pid: number) {
      expect(access).toBe(0x0800)
      error = pid === 4 ? 5 : pid === 999 ? 87 : 0
      return error === 0 ? pid : null
    },
    CloseHandle: (handle: number) => calls.push(`close ${handle}`),
    GetLastError: () => error,
    NtSuspendProcess(handle: number) {
      calls.push(`suspend ${handle}`)
      return statusOf(handle)
    },
    NtResumeProcess(handle: number) {
      calls.push(`resume ${handle}`)
      return statusOf(handle)
    },
  }
  const load = () => ({ func: (declaration: string) => functions[/(\w+)\(/.exec(declaration)?.[1] ?? ''] })
  // Of koffi only what is asked for.
  return () => ({ load }) as unknown as Koffi
}

describe('suspending on Windows', () => {
  it('stops and continues through a handle, which is closed', () => {
    const calls: string[] = []
    const send = loadSuspender(fakeWindows(() => 0, calls))
    expect(send?.(42, 'SIGSTOP')).toEqual({ kind: 'sent' })
    expect(send?.(42, 'SIGCONT')).toEqual({ kind: 'sent' })
    expect(calls).toEqual(['suspend 42', 'close 42', 'resume 42', 'close 42'])
  })

  it('tells who may not, who is gone, and what else Windows says', () => {
    const calls: string[] = []
    const statuses = new Map([
      [10, 0xc000_0022],
      [11, 0xc000_010a],
      [12, 0xc000_004a],
    ])
    const send = loadSuspender(fakeWindows((pid) => statuses.get(pid) ?? 0, calls))
    expect([4, 999, 10, 11].map((pid) => send?.(pid, 'SIGSTOP').kind)).toEqual(['denied', 'gone', 'denied', 'gone'])
    expect(send?.(12, 'SIGSTOP')).toEqual({ kind: 'failed', cause: 'Windows answers status 0xc000004a' })
    expect(calls.filter((call) => call.startsWith('close'))).toEqual(['close 10', 'close 11', 'close 12'])
  })

  it('is offered under the names that other systems have, and not without koffi', async () => {
    const calls: string[] = []
    const table = { list: () => Promise.reject(new Error('No table here.')) }
    const inspect = async (pid: number) => ({
      pid,
      startKey: 'name:a.exe',
      ppid: 0,
      name: 'a.exe',
      state: 'unknown' as const,
    })
    const signallerWith = (loadKoffi: () => Koffi) =>
      createSignaller({ table, inspect, platform: win32Signalling(loadKoffi) })
    const signaller = signallerWith(fakeWindows(() => 0, calls))
    expect(signaller.signals).toEqual(expect.arrayContaining(['SIGSTOP', 'SIGCONT']))
    expect(signaller.parse('stop')).toEqual({ kind: 'signal', name: 'SIGSTOP' })
    const targets = [{ pid: 42, startKey: 'name:a.exe' }]
    const request = { targets, tree: false, evenCritical: false }
    expect(await signaller.signal({ ...request, signal: 'SIGSTOP' })).toMatchObject([{ pid: 42, outcome: 'sent' }])
    expect(calls).toEqual(['suspend 42', 'close 42'])

    const without = win32Signalling(() => {
      throw new Error('koffi is not here')
    })
    expect(without.signals).toEqual([])
    expect(await without.open(42)?.send('SIGSTOP')).toEqual({ kind: 'unsupported' })
    expect(without.degraded).toContainEqual({ kind: 'no-suspend' })
  })
})
