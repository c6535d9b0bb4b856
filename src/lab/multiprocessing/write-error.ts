let guarded = false

/**
 * Writes to stderr, as far as anybody reads it: that nobody does is no failure of its own, which would be reported on
 * stderr, and so on without end.
 */
export function writeError(text: string): void {
  if (!guarded) process.stderr.on('error', () => {})
  guarded = true
  process.stderr.write(`${text}\n`)
}
