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

it('asks for the next part when it has taken one, and tells of the whole only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-parts-'))
  const file = join(folder, 'worker.mjs')
  writeFileSync(file, program)
  const told = await new Promise<SamplerMessage>((resolve) => {
    const thread = createSamplerThread(file, { intervalMs: 1000, source: 'auto' }, (message) => {
      void thread.close().then(() => resolve(message))
    })
    thread.start()
  })
  rmSync(folder, { recursive: true, force: true })
  expect(told).toMatchObject({
    kind: 'event',
    event: { kind: 'snapshot', processes: [{ pid: 1 }, { pid: 2 }, { pid: 3 }] },
  })
})
