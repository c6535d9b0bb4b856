const shortages = new Set(['EMFILE', 'ENFILE', 'ENOMEM'])

/**
 * @returns the code of an error that tells of this program's or the machine's limits and nothing of the process that
 *   was looked at: it has neither ended nor is it hidden
 */
export function shortageOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return shortages.has(code) ? code : undefined
}

/** @returns what was read; undefined when the process has ended meanwhile, or the system denies it */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (shortageOf(error) !== undefined) throw error
    return undefined
  }
}
