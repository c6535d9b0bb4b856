import type { TreeOptions, TreeProcess, TreeRow } from './tree.ts'

interface Node<Row extends TreeProcess> {
  readonly key: string
  process: Row
  parentKey: string | undefined
  parent: Node<Row> | undefined
  children: Node<Row>[]
  /** Its children are in order. */
  ordered: boolean
  /** Of a filtered tree: found, or on the way to what was found. */
  kept: 'match' | 'context' | undefined
  /** The update that saw it last. */
  seen: number
  row: TreeRow<Row> | undefined
}

/** Arranges the same table again and again; the time it takes goes with what changed, not with the table. */
export type TreeArranger<Row extends TreeProcess> = (
  table: ReadonlyMap<string, Row>,
  options: TreeOptions<Row>,
) => readonly TreeRow<Row>[]

/**
 * @returns an arranger that keeps relations and orders from one table to the next. A row object that is the same as before
 *   has not changed; rows of display that say the same as before are the same objects.
 */
export function createTreeArranger<Row extends TreeProcess>(): TreeArranger<Row> {
  const nodes = new Map<string, Node<Row>>()
  const roots: Node<Row>[] = []
  const all: Node<Row>[] = []
  let rootsOrdered = false
  let allOrdered = false
  let lastCompare: TreeOptions<Row>['compare'] | undefined
  let update = 0

  /** Takes the table in. @returns whether somebody came, went or moved */
  const take = (table: ReadonlyMap<string, Row>): boolean => {
    update += 1
    let related = true
    for (const [key, process] of table) {
      let node = nodes.get(key)
      if (node === undefined) {
        node = create(key, process)
        nodes.set(key, node)
        related = false
      } else if (node.process !== process) {
        const { ppid, parentStartKey } = node.process
        if (ppid !== process.ppid || parentStartKey !== process.parentStartKey) related = false
        node.process = process
        allOrdered = false
        if (node.parent === undefined) rootsOrdered = false
        else node.parent.ordered = false
      }
      node.seen = update
    }
    if (nodes.size === table.size) return !related
    for (const node of nodes.values()) if (node.seen !== update) nodes.delete(node.key)
    return true
  }

  const relate = (): void => {
    roots.length = 0
    all.length = 0
    for (const node of nodes.values()) {
      const { ppid, parentStartKey } = node.process
      node.parentKey = parentStartKey === undefined ? undefined : `${ppid}@${parentStartKey}`
      node.parent = node.parentKey === undefined ? undefined : nodes.get(node.parentKey)
      node.children.length = 0
      node.ordered = false
      all.push(node)
    }
    // Found before any is cut: whether a row leads a ring depends on the others' links.
    for (const leader of all.filter(leadsARing)) leader.parent = undefined
    for (const node of all) (node.parent?.children ?? roots).push(node)
    rootsOrdered = false
    allOrdered = false
  }

  return (table, { compare, matches, isCollapsed, flat = false }) => {
    if (take(table)) relate()
    if (compare !== lastCompare) {
      lastCompare = compare
      rootsOrdered = false
      allOrdered = false
      for (const node of all) node.ordered = false
    }
    const order = (a: Node<Row>, b: Node<Row>): number =>
      compare(a.process, b.process, a.key, b.key) || a.process.pid - b.process.pid
    const filtered = matches !== undefined
    if (filtered) mark(all, matches, flat)
    const shown = (list: Node<Row>[], ordered: boolean): readonly Node<Row>[] => {
      if (!ordered) list.sort(order)
      return filtered ? list.filter((node) => node.kept !== undefined) : list
    }

    const rows: TreeRow<Row>[] = []
    // A loop with a stack of its own: a chain of processes may be deeper than the call stack.
    const pending = [{ list: flat ? shown(all, allOrdered) : shown(roots, rootsOrdered), next: 0 }]
    if (flat) allOrdered = true
    else rootsOrdered = true
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const node = top.list[top.next]
      if (node === undefined) {
        pending.pop()
        continue
      }
      top.next += 1
      const below = flat || node.children.length === 0 ? nobody : shown(node.children, node.ordered)
      if (!flat) node.ordered = true
      // A filter opens the way to what it found.
      const expanded = below.length > 0 && (filtered || !isCollapsed(node.key))
      const context = filtered && node.kept === 'context'
      node.row = rowOf(node, pending.length, below.length > 0, expanded, top.next, top.list.length, context)
      rows.push(node.row)
      if (expanded) pending.push({ list: below, next: 0 })
    }
    return rows
  }
}

const nobody: readonly never[] = []

function create<Row extends TreeProcess>(key: string, process: Row): Node<Row> {
  return {
    key,
    process,
    parentKey: undefined,
    parent: undefined,
    children: [],
    ordered: false,
    kept: undefined,
    seen: 0,
    row: undefined,
  }
}

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

/** Rings are impossible in one instant, but a table is not read in one. Parents are older, so real chains rise quickly. */
function leadsARing<Row extends TreeProcess>(node: Node<Row>): boolean {
  const { parent } = node
  const { pid } = node.process
  // Only a parent that is not older can close a ring, and a pid usually tells.
  if (parent === undefined || (parent.process.pid < pid && pid > 1)) return false
  let lowest = pid
  const seen = new Set<Node<Row>>()
  for (let at: Node<Row> | undefined = parent; at !== undefined; at = at.parent) {
    if (at === node) return lowest === pid
    if (seen.has(at)) return false
    seen.add(at)
    lowest = Math.min(lowest, at.process.pid)
  }
  return false
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
