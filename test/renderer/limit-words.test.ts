import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseLimits } from '../../src/core/details/platform/linux/parse-status.ts'
import { limitWords } from '../../src/renderer/src/features/processes/details/limit-words.ts'
import { messages, type Text } from '../../src/renderer/src/i18n/use-text.ts'

const file = '/proc/self/limits'
const chinese: Text = (id) => messages['zh-CN'][id]
const english: Text = (id) => messages.en[id]

describe('the name of a limit', () => {
  it.runIf(existsSync(file))('is known in both languages for every limit of this kernel', () => {
    const limits = parseLimits(readFileSync(file, 'utf8'))
    expect(limits.length).toBeGreaterThanOrEqual(16)
    for (const { name, unit } of limits) {
      expect(limitWords(name, unit, chinese), name).toMatch(/\p{Script=Han}/u)
      expect(limitWords(name, unit, english), name).not.toMatch(/\b(\w+) \1\b/)
    }
  })

  it('is that of the kernel where it is new, with its unit said once', () => {
    expect(limitWords('Max open wishes', 'wishes', english)).toBe('open wishes')
    expect(limitWords('Max pause', 'us', english)).toBe('pause (us)')
  })
})
