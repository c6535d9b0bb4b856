import { readFileSync } from 'node:fs'

/** @returns the titles of a file's tests, as they stand there; of tests made in loops with their placeholders */
export function titlesOf(file: URL): ReadonlySet<string> {
  const source = readFileSync(file, 'utf8')
  const calls = source.matchAll(
    /\b(?:it|test)(?:\.(?:each|for)\([^]*?\)|\.\w+\((?:[^()]|\([^()]*\))*\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g,
  )
  return new Set([...calls].map(([, , title = '']) => title.replaceAll(/\\(.)/g, '$1')))
}
