import type { Process } from '../contract/process.ts'
import type { TreeProcess } from './tree.ts'

/** What a process and all its descendants take together. What none of them tells is absent. */
export interface SubtreeSum {
  /** The process itself is one. */
  count: number
  /** Of one CPU: two busy CPUs are 200. */
  cpuPercent?: number
  rssBytes?: number
}

type Summed = TreeProcess & Pick<Process, 'cpuPercent' | 'rssBytes'>

/**
 * Adds up every subtree at once, in time proportional to the number of rows. A link counts by pid and start stamp, and
 * a ring of parents is cut above its lowest pid, as in the tree.
 * @param table the rows by `keyOf`
 * @returns the sums by the same keys
 */
export function subtreeSums(table: ReadonlyMap<string, Summed>): ReadonlyMap<string, Readonly<SubtreeSum>> {
  const sums = new Map<string, SubtreeSum>()
  const parents = new Map<string, string>()
  const childrenLeft = new Map<string, number>()
  for (const [key, { cpuPercent, rssBytes, ppid, parentStartKey }] of table) {
    const own: SubtreeSum = { count: 1 }
    if (cpuPercent !== undefined) own.cpuPercent = cpuPercent
    if (rssBytes !== undefined) own.rssBytes = rssBytes
    sums.set(key, own)
    const parent = parentStartKey === undefined ? undefined : `${ppid}@${parentStartKey}`
    if (parent === undefined || parent === key || !table.has(parent)) continue
    parents.set(key, parent)
    childrenLeft.set(parent, (childrenLeft.get(parent) ?? 0) + 1)
  }

  /** Gives what is complete on to its parent, and so on upwards. */
  const giveOn = (complete: string[]): void => {
    for (let key = complete.pop(); key !== undefined; key = complete.pop()) {
      const parent = parents.get(key)
      if (parent === undefined) continue
      add(sums.get(parent), sums.get(key))
      if (release(parent)) complete.push(parent)
    }
  }
  /** @returns whether all its children have given theirs */
  const release = (parent: string): boolean => {
    const left = (childrenLeft.get(parent) ?? 1) - 1
    if (left > 0) childrenLeft.set(parent, left)
    else childrenLeft.delete(parent)
    return left === 0
  }

  giveOn([...table.keys()].filter((key) => !childrenLeft.has(key)))
  // Only rings are left.
  while (childrenLeft.size > 0) {
    const top = lowest([...childrenLeft.keys()], table)
    const parent = parents.get(top)
    parents.delete(top)
    if (parent !== undefined && release(parent)) giveOn([parent])
  }
  return sums
}

function lowest(keys: readonly string[], table: ReadonlyMap<string, Summed>): string {
  const pidOf = (key: string): number => table.get(key)?.pid ?? Number.POSITIVE_INFINITY
  return keys.reduce((least, key) => (pidOf(key) < pidOf(least) ? key : least))
}

function add(to: SubtreeSum | undefined, what: SubtreeSum | undefined): void {
  if (to === undefined || what === undefined) return
  to.count += what.count
  if (what.cpuPercent !== undefined) to.cpuPercent = (to.cpuPercent ?? 0) + what.cpuPercent
  if (what.rssBytes !== undefined) to.rssBytes = (to.rssBytes ?? 0) + what.rssBytes
}
