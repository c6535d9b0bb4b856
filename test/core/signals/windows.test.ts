import { describe, expect, it } from 'vitest'
import type { SignalRequest } from '../../../src/shared/contract/signals.ts'
import { FakeWindows, type FakeProcess } from './fake-windows.ts'

const editor: FakeProcess = { pid: 100, ppid: 4, name: 'editor.exe', kind: 'closes' }
const drafts: FakeProcess = { pid: 101, ppid: 100, name: 'drafts.exe', kind: 'asks' }
const compiler: FakeProcess = { pid: 102, ppid: 101, name: 'compiler.exe', kind: 'console' }
const antivirus: FakeProcess = { pid: 200, ppid: 4, name: 'antivirus.exe', kind: 'protected', born: 20n }

async function send(windows: FakeWindows, pid: number, more: Partial<SignalRequest> = {}) {
  const request = { targets: [windows.identity(pid)], signal: 'SIGTERM', tree: false, evenCritical: false, ...more }
  const results = await windows.signaller.signal(request)
  return results.map((result) => [result.pid, result.outcome, result.reason, result.signal])
}

describe('one process on Windows', () => {
  it('ends when its window closes, and is only sent the question while it asks back', async () => {
    expect(await send(new FakeWindows([editor]), 100)).toEqual([[100, 'ended', undefined, 'SIGTERM']])
    const windows = new FakeWindows([drafts])
    expect(await send(windows, 101)).toEqual([[101, 'sent', undefined, 'SIGTERM']])
    expect([...windows.alive.keys()]).toEqual([101])
  })

  it('is not said to be sent what taskkill refuses', async () => {
    expect(await send(new FakeWindows([compiler]), 102)).toEqual([[102, 'refused', 'no-window', 'SIGTERM']])
    expect(await send(new FakeWindows([antivirus]), 200)).toEqual([[200, 'denied', 'not-permitted', 'SIGTERM']])
  })

  it('is denied as a tree as well', async () => {
    const windows = new FakeWindows([antivirus, { ...compiler, ppid: 200 }])
    expect(await send(windows, 200, { tree: true, signal: 'SIGKILL' })).toEqual([
      [200, 'denied', 'not-permitted', 'SIGKILL'],
      [102, 'ended', undefined, 'SIGKILL'],
    ])
  })

  it('without a window is forced when its grace is over, not before', async () => {
    const windows = new FakeWindows([compiler])
    const began = performance.now()
    expect(await send(windows, 102, { graceMs: 60 })).toEqual([[102, 'ended', undefined, 'SIGKILL']])
    expect(performance.now() - began).toBeGreaterThanOrEqual(60)
    expect(windows.calls).toEqual(['close 102', 'terminate 102'])
  })
})

describe('a tree on Windows', () => {
  const all = [editor, drafts, compiler]

  it('is asked politely process by process, each with its own result', async () => {
    const windows = new FakeWindows(all)
    expect(await send(windows, 100, { tree: true })).toEqual([
      [100, 'ended', undefined, 'SIGTERM'],
      [101, 'sent', undefined, 'SIGTERM'],
      [102, 'refused', 'no-window', 'SIGTERM'],
    ])
    expect(windows.calls.toSorted()).toEqual(['close 100', 'close 101', 'close 102'])
  })

  it('counts as ended what the end of another took along', async () => {
    const windows = new FakeWindows([{ ...editor, takes: [101, 102] }, drafts, compiler])
    const results = await send(windows, 100, { tree: true, graceMs: 2000 })
    expect(results.map(([, outcome]) => outcome)).toEqual(['ended', 'ended', 'ended'])
    expect(windows.calls.filter((call) => call.startsWith('tree'))).toEqual([])
  })

  it('is forced when the grace is over: what is left, from the top, its polite phase first', async () => {
    const windows = new FakeWindows(all)
    const began = performance.now()
    expect(await send(windows, 100, { tree: true, graceMs: 60 })).toEqual([
      [100, 'ended', undefined, 'SIGTERM'],
      [101, 'ended', undefined, 'SIGKILL'],
      [102, 'ended', undefined, 'SIGKILL'],
    ])
    expect(performance.now() - began).toBeGreaterThanOrEqual(60)
    expect(windows.calls.slice(-1)).toEqual(['tree 101'])
    expect([...windows.alive.keys()]).toEqual([])
  })

  it('is not forced when Forkscope became read-only during the grace', async () => {
    const windows: FakeWindows = new FakeWindows([drafts, compiler], {
      readOnly: () => windows.calls.length === 2,
    })
    const results = await send(windows, 101, { tree: true, graceMs: 60 })
    expect(results.map(([, outcome]) => outcome)).toEqual(['sent', 'refused'])
    expect(windows.calls.toSorted()).toEqual(['close 101', 'close 102'])
    expect([...windows.alive.keys()]).toEqual([101, 102])
  })

  it('has no part in who was there before it, and names its pid as that of a parent who ended long ago', async () => {
    const player: FakeProcess = { pid: 300, ppid: 100, name: 'player.exe', kind: 'closes', born: 99n }
    const song: FakeProcess = { pid: 301, ppid: 300, name: 'song.exe', kind: 'closes' }
    const windows = new FakeWindows([...all, player, song])
    const polite = await send(windows, 100, { tree: true })
    expect(polite.map(([pid]) => pid)).toEqual([100, 101, 102])
    const again = new FakeWindows([...all, player, song])
    const forced = await send(again, 100, { tree: true, signal: 'SIGKILL' })
    expect(forced.map(([pid, outcome]) => [pid, outcome])).toEqual([
      [100, 'ended'],
      [101, 'ended'],
      [102, 'ended'],
    ])
    // Nor does the system end it: taskkill may take its word for it.
    expect(again.calls).toEqual(['terminate 100', 'terminate 101', 'terminate 102'])
    expect([...again.alive.keys()]).toEqual([300, 301])
  })

  it('is its root alone where nobody can be shown to be younger, and that is said', async () => {
    const secretive: FakeProcess = { pid: 104, ppid: 100, name: 'secretive.exe', kind: 'closes', born: undefined }
    expect(await send(new FakeWindows([editor, secretive]), 100, { tree: true })).toHaveLength(1)
    const windows = new FakeWindows(all, { ageless: true })
    expect(windows.signaller.degraded).toContainEqual({ kind: 'no-births' })
    expect(await send(windows, 100, { tree: true, signal: 'SIGKILL' })).toHaveLength(1)
    expect([...windows.alive.keys()]).toEqual([101, 102])
  })

  it('is ended by the system at once by SIGKILL, each process told', async () => {
    const windows = new FakeWindows(all)
    const results = await send(windows, 100, { tree: true, signal: 'SIGKILL' })
    expect(results.map(([pid, outcome]) => [pid, outcome])).toEqual([
      [100, 'ended'],
      [101, 'ended'],
      [102, 'ended'],
    ])
    expect(windows.calls).toEqual(['tree 100'])
  })

  it('spares Forkscope and what is critical: then the system may not end the tree as one', async () => {
    const own: FakeProcess = { pid: 103, ppid: 100, name: 'forkscope.exe', kind: 'closes' }
    const windows = new FakeWindows([...all, own], { ownPid: 103 })
    const results = await send(windows, 102, { tree: true, signal: 'SIGKILL' })
    expect(results).toEqual([[102, 'ended', undefined, 'SIGKILL']])
    const lifted = await send(windows, 100, { tree: true, signal: 'SIGKILL', evenCritical: true })
    expect(lifted).toEqual([
      [100, 'ended', undefined, 'SIGKILL'],
      [101, 'ended', undefined, 'SIGKILL'],
      [103, 'refused', 'forkscope', 'SIGKILL'],
    ])
    expect([...windows.alive.keys()]).toEqual([103])
  })
})
