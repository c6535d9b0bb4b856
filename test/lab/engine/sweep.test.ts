import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { sweep } from '../../../src/lab/engine/sweep.ts'

/** Of nobody else on this machine. */
const seconds = `35.0${process.pid}`

/** Pids of the children that this test made and that run. */
function left(): readonly number[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1') === `sleep\0${seconds}\0` ? Number(pid) : []
    } catch {
      return []
    }
  })
}

afterEach(() => {
  for (const pid of process.platform === 'linux' ? left() : []) process.kill(pid, 'SIGKILL')
})

it.runIf(process.platform === 'linux').each([1, 2, 3])(
  'ends who makes one child after the other without the environment of the run, and all of them (%i)',
  async (time) => {
    const run = `sweep-${process.pid}-${time}`
    const parent = spawn(
      'sh',
      ['-c', `echo ready; i=0; while [ $((i += 1)) -lt 2000 ]; do env -i sleep ${seconds} & done; wait`],
      {
        env: { ...process.env, FORKSCOPE_RUN: run },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    const ended = once(parent, 'exit')
    await once(parent.stdout, 'data')
    await expect.poll(() => left().length).toBeGreaterThan(3)
    expect(await sweep(run, new Map())).toBe(0)
    expect(await ended).toEqual([null, 'SIGKILL'])
    expect(left()).toEqual([])
  },
)
