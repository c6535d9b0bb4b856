import type { EnvironmentVariable } from '../../../../shared/contract/details.ts'

/** A value is told up to this length. */
const mostCharacters = 4096

/**
 * @param bytes `NAME=value` entries that end with NUL, the last one perhaps cut; bytes that are not UTF-8 become U+FFFD
 * @returns the variables by name; undefined when there are none
 */
export function parseEnvironment(bytes: Buffer): readonly EnvironmentVariable[] | undefined {
  const text = bytes.toString('utf8')
  const entries = text.split('\0').filter((each) => each !== '')
  if (entries.length === 0) return undefined
  const variables = entries.map((entry): EnvironmentVariable => {
    const at = entry.indexOf('=')
    // A program may have written over its own environment, as those do that change their title.
    if (at < 0) return { name: entry.slice(0, mostCharacters), value: '' }
    const value = entry.slice(at + 1)
    const name = entry.slice(0, at)
    return value.length <= mostCharacters ? { name, value } : { name, value: value.slice(0, mostCharacters), cut: true }
  })
  return variables.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
