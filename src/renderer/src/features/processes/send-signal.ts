import type { ProcessIdentity } from '../../../../shared/contract/process.ts'
import type { SignalResult } from '../../../../shared/contract/signals.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { say } from './toasts.ts'

export interface ConfirmedSignal {
  readonly signal: string
  readonly targets: readonly ProcessIdentity[]
  /** With what they start meanwhile. */
  readonly tree: boolean
  readonly graceMs: number | undefined
}

/** Signals exactly these, and tells what came of it. */
export async function sendSignal(client: Client, text: Text, { signal, ...request }: ConfirmedSignal): Promise<void> {
  const { tree, graceMs } = request
  try {
    const targets = request.targets.map(({ pid, startKey }) => ({ pid, startKey }))
    if (graceMs !== undefined) say(text('outcome.waiting', { signal, seconds: graceMs / 1000 }), 'good')
    const { results } = await client.processes.signal({
      targets,
      signal,
      tree,
      ...(graceMs !== undefined && { graceMs }),
    })
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
