import type { RawProcess } from '../platform/source.ts'

type ByPid = Map<number, RawProcess>

/** Who is whose parent in one sample. */
export interface Family {
  readonly byPid: ByPid
  /** @returns the recorded parent, if it is there, not younger, and does not close a ring */
  parentOf(row: RawProcess): RawProcess | undefined
}

/**
 * Relates a sample. A table is not read in one instant, and where the system tells no start times a pid may have been
 * reused unseen: then parents can form a ring, in which nobody can be known to be the eldest. It is cut above its
 * lowest pid, as the tree does.
 */
export function relateFamily(sample: readonly RawProcess[]): Family {
  const byPid = new Map(sample.map((row) => [row.pid, row]))
  const tops = ringTops(sample, byPid)
  return { byPid, parentOf: (row) => (tops.has(row.pid) ? undefined : plausibleParent(row, byPid)) }
}

/** Relates rows that were read one by one, each soon after the OS told of it. Rings are cut with the next sample. */
export function relateNews(byPid: ByPid): Family {
  return { byPid, parentOf: (row) => plausibleParent(row, byPid) }
}

/** @returns the parent, if the recorded one is there and not younger: otherwise its pid was reused */
function plausibleParent(row: RawProcess, byPid: ByPid): RawProcess | undefined {
  const parent = byPid.get(row.ppid)
  if (parent === undefined || parent.pid === row.pid) return undefined
  return isOlder(row, parent) ? undefined : parent
}

/** @returns whether the first has certainly started before the second */
function isOlder(first: RawProcess, second: RawProcess): boolean {
  return first.startOrder !== undefined && second.startOrder !== undefined && first.startOrder < second.startOrder
}

type Up = (row: RawProcess) => RawProcess | undefined

/** Each row is walked over once: the walk up ends at whoever was met before. */
function ringTops(sample: readonly RawProcess[], byPid: ByPid): ReadonlySet<number> {
  const ordered = sample.every((row) => row.startOrder !== undefined)
  const up: Up = (row) => {
    const parent = plausibleParent(row, byPid)
    // Where all are ordered, a link to an older parent is in no ring: there are hardly any others.
    return ordered && parent !== undefined && isOlder(parent, row) ? undefined : parent
  }
  const tops = new Set<number>()
  const metBy = new Map<number, RawProcess>()
  for (const row of sample) {
    if (up(row) === undefined) continue
    let at: RawProcess | undefined = row
    while (at !== undefined && !metBy.has(at.pid)) {
      metBy.set(at.pid, row)
      at = up(at)
    }
    // Met by this very walk: it came back to where it had been.
    if (at !== undefined && metBy.get(at.pid) === row) tops.add(lowestOfRing(at, up))
  }
  return tops
}

function lowestOfRing(member: RawProcess, up: Up): number {
  let lowest = member.pid
  for (let at = up(member); at !== undefined && at.pid !== member.pid; at = up(at)) lowest = Math.min(lowest, at.pid)
  return lowest
}
