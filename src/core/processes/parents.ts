import type { RawProcess } from '../platform/source.ts'

type ByPid = ReadonlyMap<number, RawProcess>

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

/** @returns the parent, if the recorded one is there and not younger: otherwise its pid was reused */
function plausibleParent(row: RawProcess, byPid: ByPid): RawProcess | undefined {
  const parent = byPid.get(row.ppid)
  if (parent === undefined || parent.pid === row.pid) return undefined
  const younger = parent.startOrder !== undefined && row.startOrder !== undefined && parent.startOrder > row.startOrder
  return younger ? undefined : parent
}

/** Each row is walked over once: the walk up ends at whoever was met before. */
function ringTops(sample: readonly RawProcess[], byPid: ByPid): ReadonlySet<number> {
  const tops = new Set<number>()
  const metBy = new Map<number, RawProcess>()
  for (const row of sample) {
    let at: RawProcess | undefined = row
    while (at !== undefined && !metBy.has(at.pid)) {
      metBy.set(at.pid, row)
      at = plausibleParent(at, byPid)
    }
    // Met by this very walk: it came back to where it had been.
    if (at !== undefined && metBy.get(at.pid) === row) tops.add(lowestOfRing(at, byPid))
  }
  return tops
}

function lowestOfRing(member: RawProcess, byPid: ByPid): number {
  let lowest = member.pid
  let at = plausibleParent(member, byPid)
  while (at !== undefined && at.pid !== member.pid) {
    lowest = Math.min(lowest, at.pid)
    at = plausibleParent(at, byPid)
  }
  return lowest
}
