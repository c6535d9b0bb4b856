import type { SignalResult } from '../../../../../shared/contract/signals.ts'
import { isThere, type Lane } from './lane.ts'

/** What a signal did to its receiver is told as it is by now. */
interface Now {
  /** The receiver's. */
  readonly lane: Lane | undefined
  /** Up to when the run is known, microseconds. */
  readonly endUs: number
  readonly running: boolean
}

/** @returns how the signal ended up, as it still is true; undefined when the run is over and nobody is there any more */
export function outcomeNow(
  { outcome }: Pick<SignalResult, 'outcome'>,
  { lane, endUs, running }: Now,
): SignalResult['outcome'] | undefined {
  // Only these say that somebody is still there.
  if (outcome !== 'sent' && outcome !== 'zombie') return outcome
  if (lane !== undefined && !isThere(lane, endUs)) return 'ended'
  return running ? outcome : undefined
}
