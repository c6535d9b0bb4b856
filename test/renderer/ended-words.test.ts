import { expect, it } from 'vitest'
import { endingWords } from '../../src/renderer/src/features/processes/ended-words.ts'
import type { PageProcess } from '../../src/renderer/src/features/processes/process-store.ts'
import { messages, type Text } from '../../src/renderer/src/i18n/use-text.ts'

const textIn =
  (locale: keyof typeof messages): Text =>
  (id, values = {}) =>
    messages[locale][id].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
const ended: PageProcess = { pid: 42, startKey: 'a', ppid: 1, name: 'node', state: 'sleeping', fresh: 'ended' }

it('who has ended is told with its exit status, where that is known', () => {
  expect(endingWords(ended, textIn('en'), 'en')).toBe('ended')
  expect(endingWords({ ...ended, exitCode: 0 }, textIn('en'), 'en')).toBe('ended, exit code 0')
  expect(endingWords({ ...ended, exitSignal: 'SIGKILL' }, textIn('en'), 'en')).toBe('ended, by SIGKILL')
  expect(endingWords({ ...ended, exitCode: 3 }, textIn('zh-CN'), 'zh-CN')).toBe('已结束，退出码 3')
  const at = Date.UTC(2026, 0, 2, 3, 4, 5)
  expect(endingWords({ ...ended, freshAt: at, exitCode: 3 }, textIn('en'), 'en')).toMatch(/^ended .+, exit code 3$/)
})
