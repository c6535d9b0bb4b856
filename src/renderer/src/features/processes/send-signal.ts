import type { ProcessIdentity } from '../../../../shared/contract/process.ts'
import type { SignalResult } from '../../../../shared/contract/signals.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { say } from './toasts.ts'

/** Signals exactly these, and tells what came of it. */
export async function sendSignal(
  client: Client,
  text: Text,
  signal: string,
  targets: readonly ProcessIdentity[],
): Promise<void> {
  try {
    const identities = targets.map(({ pid, startKey }) => ({ pid, startKey }))
    const { results } = await client.processes.signal({ targets: identities, signal })
    const good = results.filter(({ outcome }) => outcome === 'ended' || outcome === 'sent')
    if (results.length > 3) {
      const ended = results.filter(({ outcome }) => outcome === 'ended').length
      const counts = { ended, sent: good.length - ended, not: results.length - good.length }
      say(text('outcome.many', counts), good.length === results.length ? 'good' : 'bad')
      return
    }
    for (const result of results) say(describe(result, text), good.includes(result) ? 'good' : 'bad')
  } catch (cause) {
    say(text('outcome.failed', { message: cause instanceof Error ? cause.message : String(cause) }), 'bad')
  }
}

/** @returns the outcome in the words of the person's language */
function describe(result: SignalResult, text: Text): string {
  const { outcome, pid, signal, reason } = result
  const why = reason === undefined ? '' : text(`refusal.${reason}`)
  return text(`outcome.${outcome}`, { pid: String(pid), signal, name: displayText(result.name ?? ''), reason: why })
}
