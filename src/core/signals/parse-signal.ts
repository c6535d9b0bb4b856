import { nearest } from '../../shared/model/nearest.ts'
import { signalNames, signalNumbers } from './signal-names.ts'

export type ParsedSignal =
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'unknown'; readonly nearest?: string }

/**
 * @param text `SIGTERM`, `TERM`, `term` or `15`
 * @param more what can be sent though the OS has no number for it
 * @returns the signal's name on this OS, or the name that was probably meant
 */
export function parseSignal(text: string, more: readonly string[] = []): ParsedSignal {
  const numbers = signalNumbers()
  const names = signalNames(more)
  const wanted = text.trim()
  if (/^\d+$/.test(wanted)) {
    const name = names.find((candidate) => numbers.get(candidate) === Number(wanted))
    return name === undefined ? { kind: 'unknown' } : { kind: 'signal', name }
  }
  const upper = wanted.toUpperCase()
  const full = upper.startsWith('SIG') ? upper : `SIG${upper}`
  if (numbers.has(full) || more.includes(full)) return { kind: 'signal', name: full }
  const guess = nearest(full, names)
  return guess === undefined ? { kind: 'unknown' } : { kind: 'unknown', nearest: guess }
}
