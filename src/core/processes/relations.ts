import type { Process, ProcessRelative } from '../../shared/contract/process.ts'
import type { RawProcess } from '../platform/source.ts'
import type { Family } from './parents.ts'

export type Orphan = NonNullable<Process['orphan']>

/** @returns how a process is named in an explanation */
export function relative(row: RawProcess): ProcessRelative {
  return { pid: row.pid, startKey: row.startKey, name: row.name }
}

/**
 * Tells from process group and session that a process was not born to the parent it has now. That its parent is
 * process 1 proves nothing: services are born there.
 *
 * Sessions and process groups are inherited at fork, and a process changes its own only by becoming a leader
 * (setsid(2), setpgid(2)). So a process in a foreign session that it does not lead was born in that session.
 * @param adopters whoever was seen to adopt; process 1 is one anyway
 * @returns the orphan's explanation; undefined when nothing points to another parent
 */
export function inferOrphan(row: RawProcess, family: Family, adopters: ReadonlySet<string>): Orphan | undefined {
  const parent = family.parentOf(row)
  const { session, processGroup } = row
  if (parent === undefined || processGroup === undefined) return undefined
  // macOS tells no sessions; then process groups alone speak.
  if ((session === undefined) !== (parent.session === undefined)) return undefined
  if (row.kernel === true || parent.kernel === true || session === 0) return undefined
  // The table is not read in one instant: a parent that has just become a leader explains both.
  if (session === parent.pid || processGroup === parent.pid) return undefined
  const bornElsewhere =
    session !== undefined &&
    session !== row.pid &&
    session !== parent.session &&
    !parentLeftSession(parent, session, family)
  // A shell's job whose leader has ended looks the same, so this counts only under an adopter.
  const groupLost =
    isAdopter(parent, adopters) &&
    session === parent.session &&
    processGroup !== row.pid &&
    processGroup !== parent.processGroup &&
    !family.byPid.has(processGroup)
  if (!bornElsewhere && !groupLost) return undefined
  const leader = processGroup === row.pid && session !== undefined ? session : processGroup
  const guess = family.byPid.get(leader)
  const older = guess?.startOrder === undefined || row.startOrder === undefined || guess.startOrder <= row.startOrder
  const found = guess !== undefined && older ? guess : undefined
  // Only who has ended leaves orphans: born to a child of the leader, which nobody knows any more.
  if (found !== undefined && found.state !== 'zombie' && found.state !== 'dead') {
    return { evidence: 'inferred', adopter: relative(parent) }
  }
  return {
    evidence: 'inferred',
    originalParent: found === undefined ? { pid: leader } : relative(found),
    adopter: relative(parent),
  }
}

/** The parent may have called setsid(2) after it forked: then the child stayed in the session they shared. */
function parentLeftSession(parent: RawProcess, session: number, family: Family): boolean {
  return parent.session === parent.pid && family.parentOf(parent)?.session === session
}

/**
 * The Unix sense of daemon: no terminal, below an adopter, in a session of its own or of a leader that has ended.
 * @param adopters process 1 and whoever was seen to adopt
 */
export function isUnixDaemon(row: RawProcess, family: Family, adopters: ReadonlySet<string>): boolean {
  if (row.kernel === true || row.pid === 1 || row.terminal !== undefined) return false
  if (row.session === undefined || row.session === 0) return false
  const parent = family.parentOf(row)
  if (parent === undefined || parent.kernel === true) return false
  if (!isAdopter(parent, adopters)) return false
  return row.session === row.pid || (row.session !== parent.session && !family.byPid.has(row.session))
}

function isAdopter(row: RawProcess, adopters: ReadonlySet<string>): boolean {
  return row.pid === 1 || adopters.has(`${row.pid}@${row.startKey}`)
}
