import type { Trouble } from '../../shared/contract/process.ts'

/** Codes of errors that tell of this program's or the machine's limits. */
const shortages = new Map<unknown, Trouble['code']>([
  ['EMFILE', 'no-descriptors'],
  ['ENFILE', 'no-descriptors'],
  ['ENOMEM', 'no-memory'],
])

/** @returns why a look failed; what is known by its code needs no words of the system */
export function troubleOf(cause: unknown): Trouble {
  for (let error = cause; error instanceof Error; error = error.cause) {
    const code = 'code' in error ? shortages.get(error.code) : undefined
    if (code !== undefined) return { code }
  }
  return { code: 'unreadable', cause: cause instanceof Error ? cause.message : String(cause) }
}
