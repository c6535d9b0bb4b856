import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSamplerThread } from '../../../src/core/processes/sampler-thread.ts'
import type { SamplerMessage } from '../../../src/core/processes/sampler.ts'
import type { TableEvent } from '../../../src/shared/contract/process.ts'
import { table } from './live-table.ts'

const program = `
import { parentPort } from 'node:worker_threads'
const row = (pid) => ({ pid, startKey: 'a', ppid: 0, name: 'p', state: 'sleeping' })
const sample = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const change = (pid) => ({ kind: 'change', at: 1, sample, started: [], ended: [], changed: [row(pid)] })
const answers = [
  { kind: 'part', event: { kind: 'snapshot', at: 1, sample, processes: [row(1)] } },
  { kind: 'part', event: change(2) },
  { kind: 'event', event: change(3) },
]
parentPort.on('message', ({ kind }) => {
  if (kind === 'start' || kind === 'received') parentPort.postMessage(answers.shift())
  // The last part waits for somebody who came meanwhile.
  if (kind === 'sample') parentPort.postMessage(answers.shift())
})
`
const waiting = program.replace("kind === 'received'", "(kind === 'received' && answers.length > 1)")
const pidsIn = (event: TableEvent | undefined): readonly number[] =>
  event === undefined || event.kind === 'trouble'
    ? []
    : (event.kind === 'snapshot' ? event.processes : event.changed).map(({ pid }) => pid)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-parts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const write = (text: string): string => {
  const file = join(folder, 'worker.mjs')
  writeFileSync(file, text)
  return file
}

it('passes each part on at once, and asks for the next one when it is taken', async () => {
  const file = write(program)
  const told: SamplerMessage[] = []
  await new Promise<void>((resolve) => {
    const thread = createSamplerThread(
      file,
      { intervalMs: 1000, source: 'auto', facts: [], live: false },
      (message) => {
        told.push(message)
        if (message.kind === 'event') void thread.close().then(resolve)
      },
    )
    thread.start()
  })
  expect(told).toMatchObject([
    { kind: 'part', event: { kind: 'snapshot', processes: [{ pid: 1 }] } },
    { kind: 'part', event: { kind: 'change', changed: [{ pid: 2 }] } },
    { kind: 'event', event: { kind: 'change', changed: [{ pid: 3 }] } },
  ])
})

it('tells the parts of the first table to who wants them early, and the whole to all others', async () => {
  const watched = table({ samplerFile: write(waiting) })
  const { signal } = new AbortController()
  const early = watched.watch(signal, [], true)
  const first = early.next()
  const patient = watched.watch(signal).next()
  const told = [(await first).value]
  while (!told.flatMap(pidsIn).includes(2)) told.push((await early.next()).value)
  expect(told.map((event) => event?.kind !== 'trouble' && event?.more)).toEqual(told.map(() => true))
  // Who comes in the middle waits for the end.
  const late = watched.watch(signal, [], true).next()
  watched.annotate({ pid: 1, startKey: 'a' }, { daemon: { kind: 'multiprocessing' } })
  watched.refresh()
  const rest = (await early.next()).value
  expect(rest).not.toHaveProperty('more')
  expect(rest).toMatchObject({ kind: 'change', changed: [{ pid: 3 }, { pid: 1, daemon: { kind: 'multiprocessing' } }] })
  for (const stream of [patient, late]) {
    const { value } = await stream
    expect(value).toMatchObject({ kind: 'snapshot' })
    expect(value).not.toHaveProperty('more')
    expect(pidsIn(value)).toEqual([1, 2, 3])
  }
})
