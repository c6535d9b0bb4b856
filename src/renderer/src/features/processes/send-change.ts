import type { AdjustResult, Change } from '../../../../shared/contract/adjust.ts'
import type { ProcessIdentity } from '../../../../shared/contract/process.ts'
import { formatCpuList } from '../../../../shared/model/cpu-list.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { say } from './toasts.ts'

/** Changes exactly these, and tells what came of it. */
export async function sendChange(
  client: Client,
  text: Text,
  change: Change,
  targets: readonly ProcessIdentity[],
): Promise<void> {
  try {
    const identities = targets.map(({ pid, startKey }) => ({ pid, startKey }))
    const { results } = await client.processes.adjust({ targets: identities, change })
    const changed = results.filter(({ outcome }) => outcome === 'changed').length
    if (results.length > 3) {
      const not = results.length - changed
      say(text('outcome.changedMany', { changed, not }), not === 0 ? 'good' : 'bad')
      return
    }
    for (const result of results) say(describe(result, change, text), result.outcome === 'changed' ? 'good' : 'bad')
  } catch (cause) {
    say(text('outcome.notChanged', { message: cause instanceof Error ? cause.message : String(cause) }), 'bad')
  }
}

/** @returns the outcome in the words of the person's language */
function describe(result: AdjustResult, change: Change, text: Text): string {
  const { outcome, pid, reason } = result
  const values = { pid: String(pid), name: displayText(result.name ?? '') }
  if (outcome === 'changed') {
    return change.kind === 'nice'
      ? text('outcome.nice', { ...values, nice: change.nice })
      : text('outcome.affinity', { ...values, cpus: formatCpuList(change.cpus) })
  }
  if (outcome === 'denied' || outcome === 'refused') {
    return text('outcome.unchanged', { ...values, reason: text(`refusal.${reason ?? 'failed'}`) })
  }
  return text('outcome.notThere', values)
}
