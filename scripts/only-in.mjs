// What the safety of the pages hangs on is said in one file each, or nowhere; oxlint has no rule for such words.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {readonly { readonly what: string, readonly words: RegExp, readonly files: readonly string[] }[]} */
const bans = [
  { what: 'how a page is confined', words: /\bwebPreferences\b|\bnew BrowserWindow\b/, files: ['src/main/window.ts'] },
  { what: 'opening things outside', words: /\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b/, files: [] },
  // A default or whole import would bring all that the lint rule bans by name.
  { what: 'Electron by names', words: /\bimport\s+(?:\*\s*as\s+)?\w+\s*(?:,[^'\n]*)?from\s*'electron'/, files: [] },
]

/**
 * @param {string} folder a checkout
 * @returns {string[]} what is said elsewhere, a line each
 */
export function saidElsewhere(folder) {
  const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.[mc]?tsx?$/.test(file))
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8')
      return bans
        .filter(({ words, files: allowed }) => words.test(text) && !allowed.includes(path))
        .map(({ what, files: allowed }) => {
          const where = allowed.length === 0 ? 'nowhere' : `only in ${allowed.join(', ')}`
          return `${path}: Security: ${what} belongs ${where}.`
        })
    })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = saidElsewhere(root)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
