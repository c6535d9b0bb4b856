import type { TreeRow } from '../../../../shared/model/tree.ts'
import type { PageProcess } from './process-store.ts'

/** What a key does in the grid. */
export type GridAction =
  | { readonly kind: 'select'; readonly key: string }
  /** Marks all up to that row. */
  | { readonly kind: 'extend'; readonly key: string }
  | { readonly kind: 'toggle'; readonly key: string }
  | { readonly kind: 'mark'; readonly key: string }
  | { readonly kind: 'signal'; readonly signal: 'SIGTERM' | 'SIGKILL' }
  | { readonly kind: 'details' | 'menu' | 'clear' | 'markAll' }

/** With Shift these take a range further. */
export const extending: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'])

export interface KeyFacts {
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
}

/**
 * @param pageRows how many rows are in sight
 * @param lastAt where the selected row was, should it have left
 * @returns what the key means for the grid; undefined when it means nothing
 */
export function gridAction(
  { key, shift, ctrl }: KeyFacts,
  rows: readonly TreeRow<PageProcess>[],
  selected: string | undefined,
  pageRows = 20,
  lastAt = -1,
): GridAction | undefined {
  const found = rows.findIndex((row) => row.key === selected)
  // Where a row has left, the keyboard goes on: the next one stands there now.
  const hasLeft = found < 0 && lastAt >= 0
  const at = hasLeft ? lastAt : found
  const row = hasLeft ? undefined : rows[at]
  const go = (index: number): GridAction | undefined => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index))]
    return target && { kind: shift && extending.has(key) ? 'extend' : 'select', key: target.key }
  }
  if (ctrl) return key.toLowerCase() === 'a' && !shift ? { kind: 'markAll' } : undefined
  switch (key) {
    case 'ArrowDown':
      return go(hasLeft ? at : at + 1)
    case 'ArrowUp':
      return go(at < 0 ? 0 : at - 1)
    case 'PageDown':
      return go(at + pageRows)
    case 'PageUp':
      return go(at - pageRows)
    case 'Home':
      return go(0)
    case 'End':
      return go(rows.length - 1)
    case 'ArrowRight':
      if (row?.hasChildren && !row.expanded) return { kind: 'toggle', key: row.key }
      return row?.hasChildren ? go(at + 1) : undefined
    case 'ArrowLeft':
      if (row?.expanded) return { kind: 'toggle', key: row.key }
      return row === undefined ? undefined : parentOf(rows, at)
    case 'Enter':
      return { kind: 'details' }
    case ' ':
      return row && { kind: 'mark', key: row.key }
    case 'Delete':
      return { kind: 'signal', signal: shift ? 'SIGKILL' : 'SIGTERM' }
    case 'Escape':
      return { kind: 'clear' }
    case 'ContextMenu':
      return { kind: 'menu' }
    case 'F10':
      return shift ? { kind: 'menu' } : undefined
    default:
      return undefined
  }
}

function parentOf(rows: readonly TreeRow<PageProcess>[], at: number): GridAction | undefined {
  const level = rows[at]?.level ?? 1
  for (let index = at - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row !== undefined && row.level < level) return { kind: 'select', key: row.key }
  }
  return undefined
}

/** Type-ahead: the next row, after the selected one, whose name begins with what was typed. */
export function typeAhead(
  typed: string,
  rows: readonly TreeRow<PageProcess>[],
  selected: string | undefined,
): string | undefined {
  const from = Math.max(
    0,
    rows.findIndex((row) => row.key === selected),
  )
  // While more letters come, the selected row itself may go on matching.
  const turned = [...rows.slice(typed.length > 1 ? from : from + 1), ...rows.slice(0, from + 1)]
  return turned.find((row) => row.process.name.toLowerCase().startsWith(typed))?.key
}
