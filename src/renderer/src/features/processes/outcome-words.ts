import type { AdjustResult, Change } from '../../../../shared/contract/adjust.ts'
import type { SignalResult } from '../../../../shared/contract/signals.ts'
import { formatCpuList } from '../../../../shared/model/cpu-list.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import type { Text } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { processes, type PageProcess } from './process-store.ts'

type Result = SignalResult | AdjustResult

/** @returns what became of a signal, in the words of the person's language */
export function signalWords(result: SignalResult, text: Text): string {
  return text(`outcome.${result.outcome}`, {
    ...whoOf(result, text),
    signal: result.signal,
    reason: reasonOf(result, text),
  })
}

/** @returns what became of a change, in the words of the person's language */
export function changeWords(result: AdjustResult, change: Change, text: Text): string {
  const who = whoOf(result, text)
  const affinityWords = (asked: readonly number[], given: readonly number[] | undefined): string =>
    given === undefined
      ? text('outcome.affinity', { ...who, cpus: formatCpuList(asked) })
      : text('outcome.affinityLess', { ...who, cpus: formatCpuList(given), asked: formatCpuList(asked) })
  switch (result.outcome) {
    case 'changed':
      return change.kind === 'nice'
        ? text('outcome.nice', { ...who, nice: change.nice })
        : affinityWords(change.cpus, result.cpus)
    case 'denied':
    case 'refused':
      return text('outcome.unchanged', { ...who, reason: reasonOf(result, text) || text('refusal.failed') })
    default:
      return text('outcome.notThere', who)
  }
}

function whoOf(result: Result, text: Text): { readonly pid: string; readonly name: string } {
  const name = result.name ?? rowOf(result)?.name
  return { pid: String(result.pid), name: name === undefined ? text('unknownProcess') : shownName(name, text) }
}

function reasonOf(result: Result, text: Text): string {
  const { reason } = result
  const owner = reason === 'not-permitted' ? ownerOf(result) : undefined
  if (owner !== undefined) return text('refusal.owned', { owner: displayText(owner) })
  return reason === undefined ? '' : text(`refusal.${reason}`)
}

/** Whose it is: the table knows, where the system tells. */
const ownerOf = (result: Result): string | undefined => rowOf(result)?.user

function rowOf({ pid, startKey }: Result): PageProcess | undefined {
  return startKey === undefined ? undefined : processes.getState().rows.get(keyOf({ pid, startKey }))
}
