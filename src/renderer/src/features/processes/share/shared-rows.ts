import { keyOf, treeRows, type TreeRow } from '../../../../../shared/model/tree.ts'
import type { PageProcess } from '../process-store.ts'
import { meantKeys } from '../meant-keys.ts'
import type { SharedRow } from './table-file.ts'

export const scopes = ['meant', 'subtree', 'shown'] as const
/** `meant`: the marked rows, without marks the selected one. `subtree`: those and all below. `shown`: the table. */
export type Scope = (typeof scopes)[number]

interface Table {
  readonly all: ReadonlyMap<string, PageProcess>
  readonly shown: readonly TreeRow<PageProcess>[]
  readonly selected: string | undefined
  readonly marked: ReadonlySet<string>
}

/** @returns the rows of that scope, in the order of display where they are shown */
export function rowsIn(scope: Scope, { all, shown, selected, marked }: Table): readonly SharedRow[] {
  const meant = new Set(meantKeys({ selected, marked }))
  switch (scope) {
    case 'shown':
      return fromLeft(shown)
    case 'meant': {
      const inOrder = shown.filter(({ key }) => meant.has(key)).map(({ key }) => key)
      const keys = new Set([...inOrder, ...meant])
      return [...keys].flatMap((key) => {
        const process = all.get(key)
        return process === undefined ? [] : { key, process, depth: 0 }
      })
    }
    case 'subtree':
      return fromLeft(
        treeRows([...withDescendants(meant, all)], { compare: (a, b) => a.pid - b.pid, isCollapsed: () => false }),
      )
  }
}

/** The topmost of them stand at the left. */
function fromLeft(rows: readonly TreeRow<PageProcess>[]): readonly SharedRow[] {
  const least = rows.reduce((lowest, { level }) => Math.min(lowest, level), Number.POSITIVE_INFINITY)
  return rows.map(({ key, process, level }) => ({ key, process, depth: level - least }))
}

function withDescendants(keys: ReadonlySet<string>, all: ReadonlyMap<string, PageProcess>): Iterable<PageProcess> {
  const children = new Map<string, string[]>()
  for (const [key, { ppid, parentStartKey }] of all) {
    if (parentStartKey === undefined) continue
    const parent = keyOf({ pid: ppid, startKey: parentStartKey })
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [key])
    else siblings.push(key)
  }
  const found = new Map<string, PageProcess>()
  const pending = [...keys]
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const process = all.get(key)
    if (process === undefined || found.has(key)) continue
    found.set(key, process)
    pending.push(...(children.get(key) ?? []))
  }
  return found.values()
}
