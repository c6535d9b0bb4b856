import type { ProcessRelative } from '../../shared/contract/process.ts'
import type { RawProcess } from '../platform/source.ts'
import type { Family } from './parents.ts'

/** A parent that is still listed: either it was read too early, or a debugger has taken its child (macOS). */
export interface LeftParent {
  readonly parent: ProcessRelative
  /** The pids above it: one of them adopts, and a debugger is none of them. */
  readonly above: ReadonlySet<number>
}

/**
 * Only an ended parent leaves orphans. Samples are not read in one instant, and a debugger takes living parents' children.
 * @param ppid whose child it was when it was read last
 * @param before the last parent that was known, and one that it has left while that was listed
 * @returns whose child it was: `ended` when that has ended, `left` while nothing can be told; undefined when it has the
 *   parent it had
 */
export function leftParent(
  raw: RawProcess,
  ppid: number,
  before: { readonly parent: ProcessRelative | undefined; readonly left: LeftParent | undefined },
  family: Family,
): { readonly ended?: ProcessRelative; readonly left?: LeftParent } | undefined {
  const { left } = before
  if (left === undefined) {
    if (raw.ppid === ppid) return undefined
    const parent = before.parent ?? { pid: ppid }
    return isListed(parent, family) ? { left: { parent, above: above(parent, family) } } : { ended: parent }
  }
  if (raw.ppid === left.parent.pid) return undefined
  const isAdopted = raw.ppid === 1 || left.above.has(raw.ppid)
  return isAdopted && !isListed(left.parent, family) ? { ended: left.parent } : { left }
}

function isListed({ pid, startKey }: ProcessRelative, family: Family): boolean {
  const holder = family.byPid.get(pid)
  return holder !== undefined && holder.startKey === startKey && holder.state !== 'zombie' && holder.state !== 'dead'
}

/** @returns the pids of its ancestors */
function above({ pid }: ProcessRelative, family: Family): ReadonlySet<number> {
  const found = new Set<number>()
  for (let at = family.byPid.get(pid); at !== undefined && !found.has(at.ppid); at = family.byPid.get(at.ppid))
    found.add(at.ppid)
  return found
}
