/** The longest that a timer can be set. */
export const longestMs = 0x7fff_ffff

/**
 * @param seconds undefined: for ever; negative: not at all, as in Python
 * @returns milliseconds, for the broker
 * @throws TypeError for anything that is not a number of seconds
 */
export function timeoutMs(seconds: number | undefined, name = 'timeout'): { readonly timeoutMs?: number } {
  if (seconds === undefined) return {}
  if (typeof seconds !== 'number' || Number.isNaN(seconds)) {
    throw new TypeError(`${name} must be a number of seconds or undefined, not ${describe(seconds)}.`)
  }
  // Longer than a timer can be set is for ever.
  return seconds * 1000 > longestMs ? {} : { timeoutMs: Math.max(0, seconds * 1000) }
}

/** @returns a value as an error message names it */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `the string ${JSON.stringify(value.slice(0, 40))}`
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? `an object of ${value.constructor?.name ?? 'no class'}` : `a ${typeof value}`
}
