import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followTable } from '../../src/renderer/src/features/processes/follow-table.ts'
import { processes } from '../../src/renderer/src/features/processes/process-store.ts'
import { toasts } from '../../src/renderer/src/features/processes/toasts.ts'
import type { Client } from '../../src/renderer/src/host/client.ts'
import { chinese } from '../../src/renderer/src/i18n/zh-CN.ts'
import type { Text } from '../../src/renderer/src/i18n/use-text.ts'

const words: Readonly<Record<string, string>> = chinese
const text: Text = (id, values = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
// The page's state asks on loading how wide the page is.
vi.stubGlobal('window', { innerWidth: 1000 })
const { findWindow } = await import('../../src/renderer/src/features/processes/find-window.ts')
/** Of the host only what is asked for. */
const clientOf = (calls: object): Client => ({ processes: calls }) as unknown as Client

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what is told in Chinese holds no English of ours', () => {
  it('when the table ends by itself', async () => {
    let calls = 0
    const client = clientOf({
      watch: async () => {
        calls += 1
        if (calls > 1) throw new Error('fs: EIO')
        return (async function* () {
          yield* []
        })()
      },
    })
    const stop = followTable(client, [])
    await vi.advanceTimersByTimeAsync(1050)
    expect(processes.getState().trouble).toEqual({ code: 'unreadable' })
    await vi.advanceTimersByTimeAsync(1050)
    expect(processes.getState().trouble).toEqual({ code: 'unreadable', cause: 'fs: EIO' })
    stop()
  })

  it("when the tool that asks a window fails, whose words are the system's", async () => {
    const client = clientOf({ findWindow: async () => ({ kind: 'failed', cause: 'xprop: 无法打开显示' }) })
    await findWindow(client, text)
    expect(toasts.getState().list.at(-1)).toMatchObject({
      text: '未能找到窗口：xprop: 无法打开显示',
      kind: 'bad',
    })
  })
})
