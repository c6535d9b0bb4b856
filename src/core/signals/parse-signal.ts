import { nearest } from '../../shared/model/nearest.ts'
import { readRealTimeName, realTimeSignals } from '../../shared/model/real-time-signals.ts'
import { signalNames, signalNumbers } from './signal-names.ts'

export type ParsedSignal =
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'unknown'; readonly nearest?: string }

/**
 * @param text `SIGTERM`, `TERM`, `term`, `15` or, where there are such, `RTMIN+1`
 * @param more what can be sent besides what Node has names for
 * @returns the signal's name on this OS, or the name that was probably meant
 */
export function parseSignal(text: string, more: readonly string[] = []): ParsedSignal {
  const numbers = signalNumbers()
  const names = signalNames(more)
  const wanted = text.trim()
  if (/^\d+$/.test(wanted)) {
    const numberOf = (name: string): number | undefined => numbers.get(name) ?? realTimeSignals.get(name)
    const name = names.find((candidate) => numberOf(candidate) === Number(wanted))
    return name === undefined ? { kind: 'unknown' } : { kind: 'signal', name }
  }
  const upper = wanted.toUpperCase()
  const full = upper.startsWith('SIG') ? upper : `SIG${upper}`
  if (numbers.has(full) || more.includes(full)) return { kind: 'signal', name: full }
  const realTime = readRealTimeName(full)
  if (realTime !== undefined && more.includes(realTime)) return { kind: 'signal', name: realTime }
  // With another digit it would be another signal, and all of them do the same.
  if (/^SIGRTM(?:IN|AX)[+-]\d+$/.test(full)) return { kind: 'unknown' }
  // What all of them begin with says nothing about which one was meant.
  const shorts = names.map((name) => name.slice('SIG'.length))
  const guess = nearest(full.slice('SIG'.length), shorts)
  return guess === undefined ? { kind: 'unknown' } : { kind: 'unknown', nearest: `SIG${guess}` }
}
