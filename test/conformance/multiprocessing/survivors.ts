import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Whether a process is there and has not ended: a zombie has. */
export function isAlive(pid: unknown): boolean {
  try {
    return !readFileSync(`/proc/${Number(pid)}/stat`, 'latin1').includes(') Z ')
  } catch {
    return false
  }
}

/** Resolves when the state is there; the test's time limit ends a wait for what never comes. */
export async function untilTrue(state: () => boolean): Promise<void> {
  while (!state()) await delay(10)
}

/** Ends processes that outlived their program. */
export async function endSurvivors(pids: readonly number[]): Promise<void> {
  for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGKILL')
  await untilTrue(() => !pids.some(isAlive))
}
