import type { Process } from '../../shared/contract/process.ts'
import type { Counters } from '../platform/source.ts'

/** As for CPU use: over less than this a rate is mostly noise. */
const shortestWindowMs = 150

type Counter = keyof Counters
const fields = {
  readBytes: 'readBytesPerSecond',
  writeBytes: 'writeBytesPerSecond',
  voluntarySwitches: 'voluntarySwitchesPerSecond',
  involuntarySwitches: 'involuntarySwitchesPerSecond',
} as const satisfies Readonly<Record<Counter, keyof Process>>
const counterNames: readonly Counter[] = ['readBytes', 'writeBytes', 'voluntarySwitches', 'involuntarySwitches']

export type Rates = Partial<Record<(typeof fields)[Counter], number>>

/** What the rates of one process are measured from. */
export interface RateWindow {
  readonly fromMs: number
  readonly counters: Counters
  /** Per second, whole numbers. Nothing until a window has passed. */
  readonly rates: Rates
}

const nothing: Rates = {}

/**
 * @param before undefined for a process that is new
 * @param atMs on a clock that only goes forward
 * @returns the window to measure from next time; undefined when nothing is counted
 */
export function nextRates(
  before: RateWindow | undefined,
  counters: Counters | undefined,
  atMs: number,
): RateWindow | undefined {
  if (counters === undefined) return undefined
  if (before === undefined) return { fromMs: atMs, counters, rates: nothing }
  const elapsedMs = atMs - before.fromMs
  // What is counted has changed: what was not counted before begins now, and no rate spans the change.
  const same = counterNames.every((name) => (counters[name] === undefined) === (before.counters[name] === undefined))
  if (elapsedMs < shortestWindowMs && same) return before
  const rates: Rates = {}
  for (const name of counterNames) {
    const [from, to] = [before.counters[name], counters[name]]
    if (from === undefined || to === undefined || elapsedMs <= 0) continue
    rates[fields[name]] = Math.max(0, Math.round(((to - from) * 1000) / elapsedMs))
  }
  return { fromMs: atMs, counters, rates }
}
