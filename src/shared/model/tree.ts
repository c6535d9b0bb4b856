import type { Process } from '../contract/process.ts'

/** A row in the order of display. */
export interface TreeRow<Row extends TreeProcess = TreeProcess> {
  readonly key: string
  readonly process: Row
  /** 1 at the top. */
  readonly level: number
  readonly hasChildren: boolean
  readonly expanded: boolean
  /** Its place among its siblings, from 1, and how many they are. */
  readonly position: number
  readonly siblings: number
  /** Shown only because a descendant matches the filter. */
  readonly context: boolean
}

export type TreeProcess = Pick<Process, 'pid' | 'startKey' | 'ppid' | 'parentStartKey'>

export interface TreeOptions<Row extends TreeProcess> {
  /** The order of siblings; equal ones keep the order of their pids. */
  readonly compare: (a: Row, b: Row) => number
  /** Absent: all match. */
  readonly matches?: ((row: Row) => boolean) | undefined
  readonly isCollapsed: (key: string) => boolean
}

/** @returns what names the process for good */
export function keyOf(row: Pick<Process, 'pid' | 'startKey'>): string {
  return `${row.pid}@${row.startKey}`
}

/**
 * Arranges processes as a tree: a row stands under the process of its ppid *and* parentStartKey only, so a reused pid
 * adopts nobody. Ancestors of a match stay visible. In a ring of parents the lowest pid becomes the top.
 * @returns the visible rows from top to bottom
 */
export function treeRows<Row extends TreeProcess>(
  processes: readonly Row[],
  options: TreeOptions<Row>,
): readonly TreeRow<Row>[] {
  const { compare, matches, isCollapsed } = options
  const { children, roots } = relate(processes)
  const kept = matches && visibleKeys(processes, matches)
  const rows: TreeRow<Row>[] = []
  // A loop with a stack of its own: a chain of processes may be deeper than the call stack.
  const pending: { readonly list: readonly Row[]; next: number; readonly level: number }[] = []
  const shown = (list: readonly Row[]): readonly Row[] =>
    list.filter((row) => kept === undefined || kept.has(keyOf(row))).toSorted((a, b) => compare(a, b) || a.pid - b.pid)
  pending.push({ list: shown(roots), next: 0, level: 1 })
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    const process = top.list[top.next]
    if (process === undefined) {
      pending.pop()
      continue
    }
    top.next += 1
    const key = keyOf(process)
    const below = shown(children.get(key) ?? [])
    // A filter opens the way to what it found.
    const expanded = below.length > 0 && (kept !== undefined || !isCollapsed(key))
    rows.push({
      key,
      process,
      level: top.level,
      hasChildren: below.length > 0,
      expanded,
      position: top.next,
      siblings: top.list.length,
      context: kept?.get(key) === 'context',
    })
    if (expanded) pending.push({ list: below, next: 0, level: top.level + 1 })
  }
  return rows
}

/** @returns the matching rows without their relations, sorted */
export function listRows<Row extends TreeProcess>(
  processes: readonly Row[],
  options: Pick<TreeOptions<Row>, 'compare' | 'matches'>,
): readonly TreeRow<Row>[] {
  const { compare, matches } = options
  const found = matches === undefined ? [...processes] : processes.filter(matches)
  found.sort((a, b) => compare(a, b) || a.pid - b.pid)
  return found.map((process, index) => ({
    key: keyOf(process),
    process,
    level: 1,
    hasChildren: false,
    expanded: false,
    position: index + 1,
    siblings: found.length,
    context: false,
  }))
}

function parentKey(row: TreeProcess): string | undefined {
  return row.parentStartKey === undefined ? undefined : `${row.ppid}@${row.parentStartKey}`
}

function relate<Row extends TreeProcess>(processes: readonly Row[]) {
  const byKey = new Map(processes.map((row) => [keyOf(row), row]))
  const children = new Map<string, Row[]>()
  const roots: Row[] = []
  for (const row of processes) {
    const parent = parentKey(row)
    if (parent === undefined || !byKey.has(parent) || leadsARing(row, byKey)) {
      roots.push(row)
      continue
    }
    const list = children.get(parent)
    if (list === undefined) children.set(parent, [row])
    else list.push(row)
  }
  return { children, roots }
}

/** Rings are impossible in one instant, but a table is not read in one. Parents are older, so real chains rise quickly. */
function leadsARing<Row extends TreeProcess>(row: Row, byKey: ReadonlyMap<string, Row>): boolean {
  const own = keyOf(row)
  const parent = byKey.get(parentKey(row) ?? '')
  // Only a parent that is not older can close a ring, and a pid usually tells.
  if (parent === undefined || (parent.pid < row.pid && row.pid > 1)) return false
  let lowest = row.pid
  const seen = new Set<string>()
  for (let at: Row | undefined = parent; at !== undefined; at = byKey.get(parentKey(at) ?? '')) {
    const key = keyOf(at)
    if (key === own) return lowest === row.pid
    if (seen.has(key)) return false
    seen.add(key)
    lowest = Math.min(lowest, at.pid)
  }
  return false
}

function visibleKeys<Row extends TreeProcess>(processes: readonly Row[], matches: (row: Row) => boolean) {
  const byKey = new Map(processes.map((row) => [keyOf(row), row]))
  const kept = new Map<string, 'match' | 'context'>()
  for (const row of processes) {
    if (!matches(row)) continue
    kept.set(keyOf(row), 'match')
    for (let key = parentKey(row); key !== undefined && byKey.has(key) && !kept.has(key);) {
      kept.set(key, 'context')
      key = parentKey(byKey.get(key) ?? row)
    }
  }
  return kept
}
