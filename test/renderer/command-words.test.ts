import { describe, expect, it } from 'vitest'
import { createFinder, wordsFor } from '../../src/renderer/src/app/command-words.ts'

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase())
const all = [
  { id: 'kill', title: 'Kill' },
  { id: 'signal-RTMIN+16', title: 'Send SIGRTMIN+16' },
  { id: 'theme-light', title: 'Theme: Light' },
  { id: 'theme-dark', title: 'Theme: Dark' },
  { id: 'language-zh-CN', title: 'Language: 简体中文' },
  { id: 'save-shown-csv', title: 'Save everything shown as a file: CSV' },
  { id: 'lesson-16-zombie', title: '16 Zombie' },
]
const find = createFinder(all, contains)
const found = (typed: string): readonly string[] => [...find(typed)]

describe('the commands that are found', () => {
  it('are those whose title holds what was typed, or each word of it', () => {
    expect(found('kill')).toEqual(['kill'])
    // The blank is meant: it ends the number.
    expect(found('16 ')).toEqual(['lesson-16-zombie'])
    expect(found('dark theme')).toEqual(['theme-dark'])
    expect(found('中文')).toEqual(['language-zh-CN'])
    expect(found('')).toHaveLength(all.length)
  })

  it('are otherwise those that other words of any language name', () => {
    expect(found('暗色')).toEqual(['theme-dark'])
    expect(found('appearance')).toEqual(['theme-light', 'theme-dark'])
    expect(found('Chinese')).toEqual(['language-zh-CN'])
    expect(found('export csv')).toEqual(['save-shown-csv'])
    expect(found('导出')).toEqual(['save-shown-csv'])
    expect(found('export zombie')).toEqual([])
    expect(wordsFor('lesson-16-zombie')).toBe('')
  })
})
