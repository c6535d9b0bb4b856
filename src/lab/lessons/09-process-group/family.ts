import { type ChildProcess, spawn } from 'node:child_process'

/** Starts the rest of its arguments in a session, and with it in a group, of their own. */
const ownSession = process.platform === 'linux' ? 'setsid' : `perl -e 'use POSIX "setsid"; setsid(); exec @ARGV'`

/**
 * Starts a shell with three children. It is the leader of a group of its own, and they are born into it.
 * @param oneOutside the third leaves the group for a session of its own
 * @returns the shell, and the pids of its children once all of them are where they belong
 */
export async function startFamily(
  oneOutside: boolean,
): Promise<{ readonly leader: ChildProcess & { readonly pid: number }; readonly pids: readonly number[] }> {
  const member = `sh -c 'echo member $$; exec sleep 60' &`
  const third = `${oneOutside ? ownSession : ''} sh -c 'echo third $$; exec sleep 60' &`
  const leader = spawn('sh', ['-c', `${member} ${member} ${third} wait`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const part of leader.stdout) {
    text += String(part)
    if (text.split('\n').length > 3) break
  }
  const said = (who: string): number[] =>
    [...text.matchAll(new RegExp(`^${who} (\\d+)$`, 'gm'))].map((found) => Number(found[1]))
  if (leader.pid === undefined) throw new Error('The shell could not be started.')
  return { leader: Object.assign(leader, { pid: leader.pid }), pids: [...said('member'), ...said('third')] }
}

/** @returns whether there is still a process with that pid */
export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
