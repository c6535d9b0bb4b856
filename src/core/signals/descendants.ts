import type { ScannedProcess } from '../platform/signalling.ts'

/**
 * @returns everything below the members that is none of them, parents before children. Adopted orphans belong to it too
 *   where their session tells: a session is entered by birth only (setsid(2)), so all of it descends from its leader.
 */
export function descendants(
  scan: ReadonlyMap<number, ScannedProcess>,
  members: ReadonlySet<number>,
): readonly { readonly pid: number; readonly scanned: ScannedProcess }[] {
  const children = new Map<number, number[]>()
  const sessions = new Map<number, number[]>()
  for (const [pid, { ppid, session }] of scan) {
    push(children, ppid, pid)
    if (session !== undefined && session > 1 && session !== pid) push(sessions, session, pid)
  }
  const found = new Map<number, ScannedProcess>()
  const queue = [...members]
  const meet = (pid: number): void => {
    const scanned = scan.get(pid)
    if (scanned === undefined || found.has(pid) || members.has(pid)) return
    found.set(pid, scanned)
    queue.push(pid)
  }
  // While any process is in a session, the pid of its leader is given to nobody else.
  for (let at = 0; at < queue.length; at += 1) {
    const pid = queue[at] ?? -1
    for (const child of children.get(pid) ?? []) meet(child)
    for (const other of sessions.get(pid) ?? []) meet(other)
  }
  return [...found].map(([pid, scanned]) => ({ pid, scanned }))
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
