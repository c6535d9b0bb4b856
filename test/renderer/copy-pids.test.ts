import { createIntl } from 'react-intl'
import { afterEach, expect, it, vi } from 'vitest'
import { copyPids } from '../../src/renderer/src/features/processes/copy-pids.ts'
import { toasts } from '../../src/renderer/src/features/processes/toasts.ts'
import { messages, type Text } from '../../src/renderer/src/i18n/use-text.ts'

const { formatMessage } = createIntl({ locale: 'zh-CN', messages: messages['zh-CN'] })
const text: Text = (id, values) => formatMessage({ id }, values)

afterEach(() => {
  vi.unstubAllGlobals()
  toasts.setState({ list: [] })
})

it('copies the pids one a line, and says nothing', async () => {
  const writeText = vi.fn<(words: string) => Promise<void>>(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  await copyPids([{ pid: 7 }, { pid: 8 }], text)
  expect(writeText.mock.calls).toEqual([['7\n8']])
  expect(toasts.getState().list).toEqual([])
})

it.each([
  ['denied', { clipboard: { writeText: () => Promise.reject(new Error('no')) } }],
  ['missing', {}],
])('says that nothing was copied: the clipboard is %s', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator)
  await copyPids([{ pid: 7 }], text)
  expect(toasts.getState().list).toMatchObject([{ kind: 'bad', text: '未能复制：剪贴板被拒绝访问。' }])
})
