// Many real processes, cheaply: one parent that forks sleepers, and changes a tenth of them on request.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const program = `
import os, signal, sys, time
pids = []
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0:
        time.sleep(3600)
        os._exit(0)
    pids.append(pid)
print("ready", flush=True)
turn, stopped = 0, []
for _ in sys.stdin:
    for pid in stopped: os.kill(pid, signal.SIGCONT)
    # These change and those before them: a tenth of any stretch of the table.
    stopped = pids[turn % 20::20]
    for pid in stopped: os.kill(pid, signal.SIGSTOP)
    turn += 1
for pid in pids: os.kill(pid, signal.SIGKILL)
for pid in pids: os.waitpid(pid, 0)
`

/**
 * @param {number} size how many processes
 * @returns {Promise<{ turn: () => void, end: () => Promise<void> }>} `turn` stops a twentieth of them and continues the
 *   twentieth before; `end` ends them all, as does the end of this process
 */
export async function startCrowd(size) {
  const parent = spawn('python3', ['-c', program, String(size)], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(createInterface(parent.stdout), 'line')
  return {
    turn: () => void parent.stdin.write('turn\n'),
    end: async () => {
      const ended = once(parent, 'exit')
      parent.stdin.end()
      await ended
    },
  }
}
