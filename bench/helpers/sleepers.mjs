import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/**
 * The shell outlives Ctrl-C and ends its sleepers when its input closes: when it is asked to, and also when this
 * process disappears in whatever way.
 */
const script = `
trap '' INT TERM HUP PIPE
left=$1
pids=
while [ "$left" -gt 0 ]; do
  sleep 600 >/dev/null 2>&1 &
  pids="$pids $!"
  left=$((left - 1))
done
echo $pids
read -r _
kill -9 $pids
wait
`

/**
 * Starts real sleeping processes.
 * @param {number} count how many
 * @returns {Promise<{ pids: readonly number[], end: () => Promise<readonly number[]> }>} their pids, once all run;
 *   `end` resolves when they have been reaped, with those that are still there: none
 */
export async function startSleepers(count) {
  const shell = spawn('sh', ['-c', script, 'sleepers', String(count)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(shell, 'exit')
  const [line] = await once(createInterface(shell.stdout), 'line')
  const pids = String(line).split(' ').map(Number)
  const end = async () => {
    shell.stdin.end()
    await exited
    return pids.filter(exists)
  }
  return { pids, end }
}

/** @param {number} pid */
function exists(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
