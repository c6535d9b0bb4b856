import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatTime, nameRelative } from '../../src/renderer/src/components/format.ts'
import { chinese } from '../../src/renderer/src/i18n/zh-CN.ts'
import { en } from '../../src/renderer/src/i18n/en.ts'
import { lackSchema } from '../../src/shared/contract/lacks.ts'

const chineseTexts: Readonly<Record<string, string>> = chinese

/** The names of the placeholders in an ICU message. */
const placeholders = (message: string): readonly string[] =>
  [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? ''))].toSorted()

const parts = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  '../../src/renderer/src/i18n/en/*.ts',
  { eager: true },
)

describe('the two languages', () => {
  it('give each text an id of its own: of two with the same one, the first would never be shown', () => {
    const ids = Object.values(parts).flatMap((part) => Object.values(part).flatMap((texts) => Object.keys(texts)))
    expect(ids.length).toBeGreaterThan(300)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  it('use the same placeholders in every text', () => {
    const other = Object.entries(en).filter(
      ([id, message]) => placeholders(message).join() !== placeholders(chineseTexts[id] ?? '').join(),
    )
    expect(other).toEqual([])
  })

  it('have each its own ellipsis: six dots in the middle of the line in Chinese, never full stops', () => {
    const text = (words: string): boolean => /\.{3}|。{2}|(?<![…/])…(?![…/])/u.test(words)
    expect(Object.entries(chineseTexts).filter(([, words]) => text(words))).toEqual([])
    expect(Object.entries(en).filter(([, words]) => /\.{3}|……/u.test(words))).toEqual([])
  })

  it('hold ICU messages that can be read', () => {
    for (const [locale, messages] of Object.entries({ en, 'zh-CN': chinese })) {
      const failures: unknown[] = []
      const intl = createIntl({ locale, messages, onError: (error) => failures.push(error) })
      for (const [id, message] of Object.entries(messages)) {
        const values = Object.fromEntries(placeholders(message).map((name) => [name, 1]))
        intl.formatMessage({ id }, values)
      }
      expect(failures, locale).toEqual([])
    }
  })
})

describe('what is said of several', () => {
  const said = (id: keyof typeof en, count: number): readonly string[] =>
    Object.entries({ en, 'zh-CN': chinese }).map(([locale, messages]) =>
      createIntl({ locale, messages }).formatMessage({ id }, { count }),
    )

  it('is of them, not of it', () => {
    expect(said('confirm.descendants', 1)).toEqual(['And its descendants', '以及它的后代进程'])
    expect(said('confirm.descendants', 2)).toEqual(['And their descendants', '以及它们的后代进程'])
  })

  it('is that nobody is left, where all have ended meanwhile', () => {
    expect(said('adjust.list', 0)).toEqual(['Nobody is left to be changed.', '没有可以改变的进程了。'])
    expect(said('adjust.list', 3)).toEqual(['These 3 processes are changed:', '这 3 个进程会改变：'])
  })
})

describe('what a machine lacks', () => {
  const kinds = lackSchema.options.map(({ shape }) => shape.kind.value)

  it.each(kinds)('is said in both languages: %s', (kind) => {
    const words = chineseTexts[`lack.${kind}`] ?? ''
    expect(words).toMatch(/[一-鿿]{4}/)
    expect(en[`lack.${kind}`]).not.toBe(words)
  })
})

describe('formats', () => {
  it('writes bytes with a unit that keeps them short', () => {
    expect([0, 999, 1024, 5 * 1024 ** 2, 150 * 1024 ** 2, 3.25 * 1024 ** 3].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 KiB',
      '5.0 MiB',
      '150 MiB',
      '3.3 GiB',
    ])
  })

  it('names the day unless it is today', () => {
    expect(formatTime(Date.now(), 'en')).not.toMatch(/\b20\d\d\b/)
    expect(formatTime(Date.UTC(2001, 4, 6, 12), 'en')).toContain('2001')
  })

  it('names a relative with its pid, and says when it is unknown', () => {
    expect(nameRelative({ pid: 7, name: 'a\nb' }, '?')).toBe('a␊b (7)')
    expect(nameRelative({ pid: 7 }, '?')).toBe('7')
    expect(nameRelative(undefined, '?')).toBe('?')
  })
})
