import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect } from '@playwright/test'

/** The name that the kernel has of it: at most 15 bytes. */
const name = 'unwaited-for'

/**
 * A child of a name that nobody else has, that has ended under a parent that never waits.
 * It is ended only when both are what they are to be: until then the one is another `sh`,
 * and the other, dash, collects children between two commands.
 * @param started The parent is put here, a leader of a group of its own, to be ended after the test.
 * @returns The pid of the zombie.
 */
export async function startZombie(started: ChildProcess[]): Promise<number> {
  const script = `exec 3<&0; (echo ${name} >/proc/self/comm; read never <&3) & echo $!; exec sleep 600`
  const parent = spawn('sh', ['-c', script], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  })
  started.push(parent)
  const [line] = await once(createInterface({ input: parent.stdout }), 'line')
  const pid = Number(line)
  const nameOf = (one: number | undefined): string => readFileSync(`/proc/${one}/comm`, 'latin1').trim()
  await expect.poll(() => [nameOf(parent.pid), nameOf(pid)]).toEqual(['sleep', name])
  process.kill(pid, 'SIGKILL')
  return pid
}
