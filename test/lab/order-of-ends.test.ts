import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { choosePlatform } from '../../src/core/platform/choose-platform.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { outMain } from '../helpers/start-backend.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-ends-'))
const lab = createLab({ lessons: [], files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
beforeAll(() => {
  // What child_process forks has no part in the run's module hooks.
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(import.meta.dirname, '../..'), join(folder, 'node_modules/forkscope'), 'junction')
})
afterAll(async () => {
  await lab.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function eventsOf(name: string, code: string): Promise<readonly TraceEvent[]> {
  const file = join(folder, name)
  writeFileSync(file, code)
  const events: TraceEvent[] = []
  const run = lab.startProgram(name, { kind: 'module', file, args: [] })
  for await (const event of run.watch(new AbortController().signal)) events.push(event)
  return events
}

it('what another main process did stands before its end', async () => {
  writeFileSync(
    join(folder, 'other.mjs'),
    `import { Process, main } from 'forkscope/multiprocessing'
export function work() {}
main(import.meta, async () => {
  const child = new Process({ target: work })
  await child.start()
  await child.join()
})
`,
  )
  const events = await eventsOf(
    'forks.mjs',
    `import { fork } from 'node:child_process'
import { once } from 'node:events'
import { main } from 'forkscope/multiprocessing'
main(import.meta, async () => {
  await once(fork(new URL('./other.mjs', import.meta.url)), 'exit')
})
`,
  )
  const joined = events.findIndex((event) => event.kind === 'mark' && event.label === 'joined')
  const end = events.findIndex((event) => event.kind === 'process-exited' && event.pid === events[joined]?.pid)
  expect(joined).toBeGreaterThan(0)
  expect(end).toBeGreaterThan(joined)
})

/** Where the kernel refuses to tell, an end has the time at which somebody read of it. */
const queue = choosePlatform().openEvents()
queue?.close()

it.skipIf(queue === undefined)('the end of a parent stands before what it brings about', async () => {
  const events = await eventsOf(
    'orphan.mjs',
    `import { Event, Pipe, Process, main } from 'forkscope/multiprocessing'
export async function parent() {
  const [mine, given] = Pipe()
  const ready = new Event()
  const child = new Process({ target: orphan, args: [given, ready] })
  await child.start()
  given.close()
  await ready.wait()
  process.kill(process.pid, 'SIGKILL')
  await mine.recv()
}
export async function orphan(connection, ready) {
  await ready.set()
  // The end of file comes with the end of its parent.
  await connection.recv().catch(() => {})
}
main(import.meta, async () => {
  const child = new Process({ target: parent })
  await child.start()
  await child.join()
})
`,
  )
  const [, parent, orphan] = events.filter(({ kind }) => kind === 'process-started').map(({ pid }) => pid)
  const of = (kind: TraceEvent['kind']) => events.filter((event) => event.kind === kind)
  const ends = of('process-exited').filter(({ pid }) => pid === parent || pid === orphan)
  expect(ends.map(({ pid }) => pid)).toEqual([parent, orphan])
  const end = events.findIndex((event) => event === ends[1])
  // Between two looks nobody sees an adoption.
  for (const adoption of of('reparented')) expect(events.indexOf(adoption)).toBeLessThan(end)
  const times = events.map(({ t }) => t)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
})
