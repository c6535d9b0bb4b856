import { createTreeLinks, type Node, type Siblings, type Steps } from './tree-links.ts'
import type { TreeOptions, TreeProcess, TreeRow } from './tree.ts'

/**
 * Arranges the same table again and again; the time it takes goes with what changed, not with the table.
 * @param stepsFrom what makes the table of the one that was arranged last, where that is known
 */
export type TreeArranger<Row extends TreeProcess> = (
  table: ReadonlyMap<string, Row>,
  options: TreeOptions<Row>,
  stepsFrom?: (before: ReadonlyMap<string, Row>) => Steps<Row> | undefined,
) => readonly TreeRow<Row>[]

/**
 * @returns an arranger that keeps relations and orders from one table to the next. A row object that is the same as before
 *   has not changed; rows of display that say the same as before are the same objects.
 */
export function createTreeArranger<Row extends TreeProcess>(): TreeArranger<Row> {
  const { roots, all, take } = createTreeLinks<Row>()
  let last: { readonly table: ReadonlyMap<string, Row>; readonly options: TreeOptions<Row> } | undefined
  let lastRows: readonly TreeRow<Row>[] = []

  return (table, options, stepsFrom) => {
    const { compare, matches, isCollapsed, flat = false } = options
    const stays = (before: Row, now: Row, key: string): boolean => compare(before, now, key, key) === 0
    const { altered, moved } = take(table, stays, last && stepsFrom?.(last.table))
    const before = last?.options
    last = { table, options }
    if (!moved && matches === undefined && before !== undefined && isSame(options, before)) {
      return (lastRows = altered.length === 0 ? lastRows : withAltered(lastRows, altered))
    }
    if (compare !== before?.compare) {
      for (const siblings of [roots, all, ...all.nodes.map(({ children }) => children)]) siblings.ordered = false
    }
    const order = (a: Node<Row>, b: Node<Row>): number =>
      compare(a.process, b.process, a.key, b.key) || a.process.pid - b.process.pid
    const filtered = matches !== undefined
    if (filtered) mark(all.nodes, matches, flat)
    const shown = (siblings: Siblings<Row>): readonly Node<Row>[] => {
      if (!siblings.ordered) siblings.nodes.sort(order)
      siblings.ordered = true
      return filtered ? siblings.nodes.filter((node) => node.kept !== undefined) : siblings.nodes
    }

    const rows: TreeRow<Row>[] = []
    // A loop with a stack of its own: a chain of processes may be deeper than the call stack.
    const pending = [{ list: shown(flat ? all : roots), next: 0 }]
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const node = top.list[top.next]
      if (node === undefined) {
        pending.pop()
        continue
      }
      top.next += 1
      const below = flat || node.children.nodes.length === 0 ? nobody : shown(node.children)
      const expanded = below.length > 0 && !isCollapsed(node.key)
      const context = filtered && node.kept === 'context'
      node.at = rows.length
      node.row = rowOf(node, pending.length, below.length > 0, expanded, top.next, top.list.length, context)
      rows.push(node.row)
      if (expanded) pending.push({ list: below, next: 0 })
    }
    return (lastRows = rows)
  }
}

function isSame<Row extends TreeProcess>(a: TreeOptions<Row>, b: TreeOptions<Row>): boolean {
  return a.compare === b.compare && a.matches === b.matches && a.isCollapsed === b.isCollapsed && a.flat === b.flat
}

/** @returns the rows with those replaced whose processes changed, but not their places */
function withAltered<Row extends TreeProcess>(
  rows: readonly TreeRow<Row>[],
  altered: readonly Node<Row>[],
): readonly TreeRow<Row>[] {
  const next = [...rows]
  for (const node of altered) {
    // Who is below a collapsed one is in no place.
    if (node.row === undefined || rows[node.at] !== node.row) continue
    node.row = { ...node.row, process: node.process }
    next[node.at] = node.row
  }
  return next
}

const nobody: readonly never[] = []

/** @returns the row of before where it says the same */
function rowOf<Row extends TreeProcess>(
  { row, key, process }: Node<Row>,
  level: number,
  hasChildren: boolean,
  expanded: boolean,
  position: number,
  siblings: number,
  context: boolean,
): TreeRow<Row> {
  return row !== undefined &&
    row.process === process &&
    row.position === position &&
    row.siblings === siblings &&
    row.level === level &&
    row.hasChildren === hasChildren &&
    row.expanded === expanded &&
    row.context === context
    ? row
    : { key, process, level, hasChildren, expanded, position, siblings, context }
}

/** Marks what is found and, in a tree, the way to it. */
function mark<Row extends TreeProcess>(all: readonly Node<Row>[], matches: (row: Row) => boolean, flat: boolean): void {
  for (const node of all) node.kept = undefined
  for (const node of all) {
    if (!matches(node.process)) continue
    node.kept = 'match'
    if (flat) continue
    for (let at = node.parent; at !== undefined && at.kept === undefined; at = at.parent) at.kept = 'context'
  }
}
