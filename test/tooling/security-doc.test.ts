import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const text = readFileSync(new URL('docs/security.md', root), 'utf8')

describe('docs/security.md', () => {
  it('names only files that exist', () => {
    const files = [...text.matchAll(/`((?:src|test)\/[^`]+|package\.json)`/g)].flatMap(([, file]) => file ?? [])
    expect(files.length).toBeGreaterThan(40)
    expect(files.filter((file) => !existsSync(fileURLToPath(new URL(file, root))))).toEqual([])
  })

  it('has a row for each rule of the web host and each failure', () => {
    const numbers = [...text.matchAll(/^\| (\d+) +\|/gm)].map(([, number]) => Number(number))
    const rules = Array.from({ length: 9 }, (_, index) => index + 1)
    const failures = Array.from({ length: 10 }, (_, index) => index + 1)
    expect(numbers.join().endsWith([...rules, ...failures].join())).toBe(true)
  })
})
