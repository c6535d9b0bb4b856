import type { Process } from '../shared/contract/process.ts'

export interface TreeRow {
  readonly row: Process
  /** The box lines before the name. */
  readonly lines: string
}

/**
 * Orders rows by parent. A parent link counts only for the identity it names; what has none is a root.
 * @param rows in the order that siblings keep
 */
export function treeOf(rows: readonly Process[]): readonly TreeRow[] {
  const keys = new Set(rows.map(keyOf))
  const children = new Map<string, Process[]>()
  const roots: Process[] = []
  for (const row of rows) {
    const parent = row.parentStartKey === undefined ? undefined : `${row.ppid}@${row.parentStartKey}`
    if (parent === undefined || !keys.has(parent) || parent === keyOf(row)) roots.push(row)
    else children.set(parent, [...(children.get(parent) ?? []), row])
  }
  const ordered: TreeRow[] = []
  const seen = new Set<string>()
  // A stack of its own: trees may be deeper than the call stack.
  const stack = roots.map((row) => ({ row, lines: '', below: '' })).toReversed()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const key = keyOf(next.row)
    if (seen.has(key)) continue
    seen.add(key)
    ordered.push({ row: next.row, lines: next.lines })
    const own = children.get(key) ?? []
    for (const [index, row] of own.toReversed().entries()) {
      const last = index === 0
      stack.push({ row, lines: `${next.below}${last ? '└─ ' : '├─ '}`, below: `${next.below}${last ? '   ' : '│  '}` })
    }
  }
  const cut = rows.filter((row) => !seen.has(keyOf(row)))
  return [...ordered, ...cut.map((row) => ({ row, lines: '' }))]
}

/** @returns the rows that match and everything above them */
export function withAncestors(rows: readonly Process[], matches: (row: Process) => boolean): readonly Process[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const kept = new Set<Process>()
  for (const match of rows.filter(matches)) {
    let row: Process | undefined = match
    while (row !== undefined && !kept.has(row)) {
      kept.add(row)
      row = row.parentStartKey === undefined ? undefined : byKey.get(`${row.ppid}@${row.parentStartKey}`)
    }
  }
  return rows.filter((row) => kept.has(row))
}

function keyOf({ pid, startKey }: Process): string {
  return `${pid}@${startKey}`
}
