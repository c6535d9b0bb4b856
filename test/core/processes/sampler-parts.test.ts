import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSamplerThread } from '../../../src/core/processes/sampler-thread.ts'
import type { SamplerMessage } from '../../../src/core/processes/sampler.ts'

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
})
`

it('passes each part on at once, and asks for the next one when it is taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-parts-'))
  const file = join(folder, 'worker.mjs')
  writeFileSync(file, program)
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
  rmSync(folder, { recursive: true, force: true })
  expect(told).toMatchObject([
    { kind: 'part', event: { kind: 'snapshot', processes: [{ pid: 1 }] } },
    { kind: 'part', event: { kind: 'change', changed: [{ pid: 2 }] } },
    { kind: 'event', event: { kind: 'change', changed: [{ pid: 3 }] } },
  ])
})
