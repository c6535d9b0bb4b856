import type { ProcessDescriptor } from 'ps-list'
import { describe, expect, it } from 'vitest'
import type { Koffi } from '../../../src/core/platform/load-koffi.ts'
import { createWindowsSource } from '../../../src/core/platform/win32/processes.ts'
import { loadWindowTitles } from '../../../src/core/platform/win32/window-titles.ts'

interface FakeWindow {
  readonly pid: number
  readonly title: string
  readonly visible: boolean
}

/** The windows of a desktop, foremost first; a handle is the index of the next. */
function desktopOf(windows: readonly FakeWindow[], endless = false): () => Koffi {
  const at = (handle: number): FakeWindow => {
    const found = windows[handle - 1]
    if (found === undefined) throw new Error(`There is no window ${handle}.`)
    return found
  }
  const functions: Readonly<Record<string, (...parts: never[]) => unknown>> = {
    FindWindowExW(_parent: unknown, after: number | null) {
      const next = (after ?? 0) + 1
      if (next <= windows.length) return next
      return endless ? 1 : null
    },
    IsWindowVisible: (handle: number) => (at(handle).visible ? 1 : 0),
    GetWindowTextW(handle: number, text: Buffer, room: number) {
      const title = at(handle).title.slice(0, room - 1)
      text.write(title, 'utf16le')
      return title.length
    },
    GetWindowThreadProcessId(handle: number, pid: Buffer) {
      pid.writeUInt32LE(at(handle).pid)
      return 1
    },
  }
  const load = () => ({ func: (declaration: string) => functions[/(\w+)\(/.exec(declaration)?.[1] ?? ''] })
  // Of koffi only what is asked for.
  return () => ({ load }) as unknown as Koffi
}

const desktop = [
  { pid: 7, title: 'hidden', visible: false },
  { pid: 7, title: '文档 🐈 - editor', visible: true },
  { pid: 7, title: 'behind', visible: true },
  { pid: 8, title: '', visible: true },
  { pid: 9, title: 'x'.repeat(300), visible: true },
]

describe('window titles on Windows', () => {
  it('are those of the foremost visible window that has one, by process', () => {
    const titles = loadWindowTitles(desktopOf(desktop))?.()
    expect([...(titles ?? [])]).toEqual([
      [7, '文档 🐈 - editor'],
      [9, 'x'.repeat(255)],
    ])
  })

  it('are read to an end, whatever the desktop does meanwhile', () => {
    expect(loadWindowTitles(desktopOf(desktop, true))?.().get(7)).toBe('文档 🐈 - editor')
  })

  it('are part of a row only while they are asked for, and absent without koffi', async () => {
    const list = async (): Promise<ProcessDescriptor[]> => [7, 8].map((pid) => ({ pid, ppid: 0, name: 'a.exe' }))
    const source = createWindowsSource(list, desktopOf(desktop))
    expect((await source.read(new Set(['io']))).every((row) => !('windowTitle' in row))).toBe(true)
    const rows = await source.read(new Set(['window']))
    expect(rows.map(({ pid, windowTitle }) => [pid, windowTitle])).toEqual([
      [7, '文档 🐈 - editor'],
      [8, undefined],
    ])
    const without = createWindowsSource(list, () => {
      throw new Error('koffi is not here')
    })
    expect((await without.read(new Set(['window']))).map(({ pid }) => pid)).toEqual([7, 8])
  })
})
