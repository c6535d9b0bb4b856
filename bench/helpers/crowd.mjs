// Many real processes, a tenth of which change on request.
import { startSleepers } from './sleepers.mjs'

/**
 * @param {number} size how many processes
 * @returns {Promise<{ turn: () => void, end: () => Promise<unknown> }>} `turn` stops a twentieth of them and continues the
 *   twentieth before; `end` ends them all, as does the end of this process
 */
export async function startCrowd(size) {
  const { pids, end } = await startSleepers(size)
  let turns = 0
  let stopped = []
  return {
    turn: () => {
      for (const pid of stopped) process.kill(pid, 'SIGCONT')
      // Evenly spread: a tenth of any stretch of the table changes.
      stopped = pids.filter((_, index) => index % 20 === turns % 20)
      for (const pid of stopped) process.kill(pid, 'SIGSTOP')
      turns += 1
    },
    end,
  }
}
