import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { titlesOf } from './titles-of.ts'

const root = new URL('../../', import.meta.url)
const text = readFileSync(new URL('docs/security.md', root), 'utf8')

/** @returns the cells of the table under a heading, without head and rule */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = text.split(/^## /m).find((each) => each.startsWith(heading)) ?? ''
  const lines = section.split('\n').filter((line) => /^\| \d/.test(line))
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  )
}

/** @returns what a cell cites: a file, and a title or the words of a line in it. A quotation alone is of the file before */
function citations(cell: string): readonly { readonly file: string; readonly words: string }[] {
  let file = ''
  return [...cell.matchAll(/`([^`]+)`|“([^”]+)”/g)].flatMap(([, code, words]) => {
    if (code !== undefined) file = code
    return words === undefined ? [] : [{ file, words }]
  })
}

const tables = {
  'Desktop: ': ['1', '2–4', '5', '7, 18', '8–12', '13, 14', '15', '16', '17', '19', '20'],
  'Web host: ': Array.from({ length: 9 }, (_, index) => String(index + 1)),
  'Real failures ': Array.from({ length: 10 }, (_, index) => String(index + 1)),
}

describe('docs/security.md', () => {
  it('names only files that exist', () => {
    const files = [...text.matchAll(/`((?:src|test|scripts)\/[^`]+|package\.json|electron-builder\.yml)`/g)]
    expect(files.length).toBeGreaterThan(40)
    expect(
      files.map(([, file = '']) => file).filter((file) => !existsSync(fileURLToPath(new URL(file, root)))),
    ).toEqual([])
  })

  it.each(Object.entries(tables))('has a row for each of: %s', (heading, numbers) => {
    expect(rowsUnder(heading).map(([number]) => number)).toEqual(numbers)
  })

  it.each(Object.keys(tables))('names for every row a test or a line that exists: %s', (heading) => {
    for (const row of rowsUnder(heading)) {
      const cited = citations(row.at(-1) ?? '')
      expect(cited.length, row.join(' | ')).toBeGreaterThan(0)
      for (const { file, words } of cited) {
        const place = new URL(file, root)
        const found = file.startsWith('test/')
          ? titlesOf(place).has(words)
          : readFileSync(place, 'utf8').includes(words)
        expect(found, `${row[0]}: ${file} “${words}”`).toBe(true)
      }
    }
  })

  it('would notice a row without a test, and a test that was renamed', () => {
    expect(citations('none')).toEqual([])
    const [first, second] = citations('`a.test.ts` “one”, “two”')
    expect([first, second]).toEqual([
      { file: 'a.test.ts', words: 'one' },
      { file: 'a.test.ts', words: 'two' },
    ])
    expect(titlesOf(new URL('test/tooling/security-doc.test.ts', root)).has('names for every row a test')).toBe(false)
  })

  it('flips the fuses of the packaged app, all but the one that lab processes need', () => {
    const packed = readFileSync(new URL('electron-builder.yml', root), 'utf8')
    const [, block = ''] = /^electronFuses:\n((?:[ ]+.*\n)+)/m.exec(packed) ?? []
    const fuses = [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true'])
    expect(Object.fromEntries(fuses)).toEqual({
      runAsNode: true,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })
})
