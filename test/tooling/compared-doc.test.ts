import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { titlesOf } from './titles-of.ts'

const root = new URL('../../', import.meta.url)
const text = readFileSync(new URL('docs/compared.md', root), 'utf8')
/** The rows of all tables, by their cells, without heads and rules. */
const rows = text
  .split('\n')
  .filter((line) => /^\| (?!Forkscope|-)/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  )
const words = ['yes', 'part', 'no', '–', '?']

describe('docs/compared.md', () => {
  it('has a word for each of the six in every row', () => {
    expect(rows.length).toBeGreaterThan(20)
    for (const [feature, ...cells] of rows) {
      expect(cells, feature).toHaveLength(7)
      for (const word of cells.slice(0, 6)) expect(words, feature).toContain(word)
    }
  })

  it('names for every row a test that exists', () => {
    for (const row of rows) {
      const named = (row.at(-1) ?? '').split(/(?<=”), (?=`)/)
      expect(new Set(named).size, row[0]).toBe(named.length)
      for (const each of named) {
        const [, file, title] = /^`(test\/[^`]+)` “(.+)”$/.exec(each) ?? []
        expect(file, row[0]).toBeDefined()
        expect([...titlesOf(new URL(file ?? '', root))], `${row[0]}: ${file}`).toContain(title)
      }
    }
  })

  it('tells nothing twice', () => {
    const features = rows.map(([feature = '']) => feature)
    expect(features.filter((feature, at) => features.indexOf(feature) !== at)).toEqual([])
    // Two rows that name the very same tests say the same in other words.
    const shown = rows.map((row) => row.at(-1) ?? '')
    expect(shown.filter((tests, at) => shown.indexOf(tests) !== at)).toEqual([])
  })

  it('would notice a test that was renamed', () => {
    const titles = titlesOf(new URL('test/tooling/compared-doc.test.ts', root))
    expect(titles).toContain('names for every row a test that exists')
    expect(titles).not.toContain('names for every row a test')
  })
})
