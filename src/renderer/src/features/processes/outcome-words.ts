import type { AdjustResult, Change } from '../../../../shared/contract/adjust.ts'
import type { SignalResult } from '../../../../shared/contract/signals.ts'
import { formatCpuList } from '../../../../shared/model/cpu-list.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import type { Text } from '../../i18n/use-text.ts'
import { processes } from './process-store.ts'

type Result = SignalResult | AdjustResult

/** @returns what became of a signal, in the words of the person's language */
export function signalWords(result: SignalResult, text: Text): string {
  return text(`outcome.${result.outcome}`, { ...whoOf(result), signal: result.signal, reason: reasonOf(result, text) })
}

/** @returns what became of a change, in the words of the person's language */
export function changeWords(result: AdjustResult, change: Change, text: Text): string {
  const who = whoOf(result)
  switch (result.outcome) {
    case 'changed':
      return change.kind === 'nice'
        ? text('outcome.nice', { ...who, nice: change.nice })
        : text('outcome.affinity', { ...who, cpus: formatCpuList(change.cpus) })
    case 'denied':
    case 'refused':
      return text('outcome.unchanged', { ...who, reason: reasonOf(result, text) || text('refusal.failed') })
    default:
      return text('outcome.notThere', who)
  }
}

const whoOf = ({ pid, name }: Result): { readonly pid: string; readonly name: string } => ({
  pid: String(pid),
  name: displayText(name ?? ''),
})

function reasonOf(result: Result, text: Text): string {
  const { reason } = result
  const owner = reason === 'not-permitted' ? ownerOf(result) : undefined
  if (owner !== undefined) return text('refusal.owned', { owner: displayText(owner) })
  return reason === undefined ? '' : text(`refusal.${reason}`)
}

/** Whose it is: the table knows, where the system tells. */
function ownerOf({ pid, startKey }: Result): string | undefined {
  return startKey === undefined ? undefined : processes.getState().rows.get(keyOf({ pid, startKey }))?.user
}
