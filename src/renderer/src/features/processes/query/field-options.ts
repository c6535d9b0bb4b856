import type { SavedFilter } from '../../../../../shared/contract/settings.ts'
import {
  applyCompletion,
  completeQuery,
  type Completion,
  type CompletionOption,
} from '../../../../../shared/query/complete-query.ts'
import type { FieldName } from '../../../../../shared/query/query.ts'
import { textIn } from '../../../../../shared/query/row-values.ts'
import { processes } from '../process-store.ts'

/** One line of the list below the field: a completion, or a filter that was saved. */
export type FieldOption = CompletionOption | { readonly kind: 'saved'; readonly text: string; readonly query: string }

export interface FieldOptions {
  readonly completion: Completion
  readonly options: readonly FieldOption[]
}

/** @returns what may be chosen at the cursor; saved filters first, while nothing else is written */
export function fieldOptions(text: string, cursor: number, saved: readonly SavedFilter[]): FieldOptions {
  const completion = completeQuery(text, cursor, valuesNow)
  const word = text.trim().toLowerCase()
  const named = completion.from === 0 ? saved.filter(({ name }) => name.toLowerCase().startsWith(word)) : []
  return {
    completion,
    options: [
      ...named.map(({ name, query }) => ({ kind: 'saved' as const, text: name, query })),
      ...completion.options,
    ],
  }
}

/** @returns the text of the field once the option was chosen, and where the cursor is then */
export function chooseOption(text: string, completion: Completion, option: FieldOption) {
  if (option.kind === 'saved') return { text: option.query, cursor: option.query.length }
  return applyCompletion(text, completion, option)
}

/** @returns the values of the field that occur in the table now, the most frequent first */
function valuesNow(field: FieldName): readonly string[] {
  const counts = new Map<string, number>()
  for (const row of processes.getState().rows.values()) {
    const value = textIn(row, field)
    if (value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([value]) => value)
}
