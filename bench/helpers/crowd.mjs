// Many real processes, cheaply: one parent that forks sleepers, and changes a tenth of them on request.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = join(import.meta.dirname, 'crowd.py')

/**
 * @param {number} size how many processes
 * @returns {Promise<{ turn: () => void, end: () => Promise<void> }>} `turn` stops a twentieth of them and continues the
 *   twentieth before; `end` ends them all, as does the end of this process
 */
export async function startCrowd(size) {
  const parent = spawn('python3', [program, String(size)], { stdio: ['pipe', 'pipe', 'inherit'] })
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
