import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { watchProcEvents } from '../../../src/core/platform/linux/proc-connector.ts'
import type { ProcessHappening } from '../../../src/core/platform/source.ts'

/** The kernel may refuse (not Linux, a container with its own pid namespace): then there is nothing to test. */
async function tellsAnything(): Promise<boolean> {
  const heard = await new Promise<boolean>((resolve) => {
    const stop = process.platform === 'linux' ? watchProcEvents(() => resolve(true)) : undefined
    if (stop === undefined) return resolve(false)
    execFileSync('true')
    setTimeout(() => resolve(false), 1000)
    return undefined
  })
  return heard
}

const here = await tellsAnything()

it.skipIf(!here)('tells of a process that lives for a moment: parent, exec and exit status', async () => {
  const heard: ProcessHappening[] = []
  let wake = (): void => {}
  const stop = watchProcEvents((happening) => {
    heard.push(happening)
    wake()
  })
  const before = process.hrtime.bigint()
  const child = spawn('sh', ['-c', 'exit 7'])
  const killed = spawn('sh', ['-c', 'kill -9 $$'])
  await Promise.all([once(child, 'exit'), once(killed, 'exit')])
  const of = (pid: number | undefined) => heard.filter((each) => each.kind !== 'overrun' && each.pid === pid)
  while (![child, killed].every(({ pid }) => of(pid).some(({ kind }) => kind === 'exit'))) {
    await new Promise<void>((resolve) => (wake = resolve))
  }
  stop?.()
  expect(of(child.pid).map(({ kind }) => kind)).toEqual(['fork', 'exec', 'exit'])
  expect(of(child.pid)[0]).toMatchObject({ parent: process.pid })
  expect(of(child.pid)[2]).toMatchObject({ exitCode: 7 })
  expect(of(killed.pid).at(-1)).toMatchObject({ exitSignal: 'SIGKILL' })
  const [fork] = of(child.pid)
  expect(fork !== undefined && 'monotonicNs' in fork && fork.monotonicNs >= before).toBe(true)
  expect(fork !== undefined && 'monotonicNs' in fork && fork.monotonicNs <= process.hrtime.bigint()).toBe(true)
})
