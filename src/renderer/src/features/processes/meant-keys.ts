import type { TableView } from './view-store.ts'

/** @returns the keys that an action means: the marked ones; without marks the selected one */
export function meantKeys({ marked, selected }: Pick<TableView, 'marked' | 'selected'>): readonly string[] {
  if (marked.size > 0) return [...marked]
  return selected === undefined ? [] : [selected]
}
