import type { AdjustResult, Change } from '../../../../shared/contract/adjust.ts'
import type { ProcessIdentity } from '../../../../shared/contract/process.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { changeWords } from './outcome-words.ts'
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
    if (results.length > 3) {
      const failed = results.filter(({ outcome }) => outcome !== 'changed')
      const counts = { changed: results.length - failed.length, not: failed.length }
      const failures = [...failed, ...results.filter(isPartial)].map((result) => changeWords(result, change, text))
      say(text('outcome.changedMany', counts), failures.length === 0 ? 'good' : 'bad', failures)
      return
    }
    for (const result of results) {
      const isWhole = result.outcome === 'changed' && !isPartial(result)
      say(changeWords(result, change, text), isWhole ? 'good' : 'bad')
    }
  } catch (cause) {
    say(text('outcome.notChanged', { message: cause instanceof Error ? cause.message : String(cause) }), 'bad')
  }
}

/** The system left out some of the CPUs asked for. */
const isPartial = ({ cpus }: AdjustResult): boolean => cpus !== undefined
