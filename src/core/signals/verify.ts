import type { SignalResult } from '../../shared/contract/signals.ts'
import { describeEnd, endsWithin, politeWaitMs, resultOf, type Delivery, type HeldProcess } from './deliver.ts'
import { usuallyEnds } from './signal-names.ts'

/** Hundreds that end at once take their time on a busy machine. */
const killWaitMs = 5000

/** Waits for the end of a member of a tree that was signalled, where one is to be expected, and says what became of it. */
export async function verify(member: HeldProcess, delivery: Delivery): Promise<SignalResult> {
  const { signal, graceMs } = delivery
  const { pid } = member.identity
  if (!usuallyEnds(signal)) return resultOf(member, delivery, 'sent', `${signal} was sent to process ${pid}.`)
  const waitMs = signal === 'SIGKILL' ? killWaitMs : (graceMs ?? politeWaitMs)
  if (await endsWithin(member, delivery, waitMs)) return describeEnd(member, delivery)
  return resultOf(member, delivery, 'sent', `${signal} was sent to process ${pid}; it has not ended yet.`)
}
