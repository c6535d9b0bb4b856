import { expect, it, vi } from 'vitest'
import { builtFiles } from '../../../src/backend/built-files.ts'
import { processEyes } from '../../../src/core/processes/inspect.ts'
import { createLab } from '../../../src/lab/engine/create-lab.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { outMain } from '../../helpers/start-backend.ts'

const looks = vi.hoisted(() => ({ asked: 0, failed: 0 }))
const reads = vi.hoisted(() => ({ asked: 0, failed: 0 }))
const tooMany = vi.hoisted(() => () => Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }))

/** Of five looks at all processes two fail, the first one among them; of seven looks at a single one, one. */
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  return {
    ...fs,
    readdirSync(folder: string, ...rest: []) {
      if (folder === '/proc' && (looks.asked += 1) % 5 < 2) {
        looks.failed += 1
        throw tooMany()
      }
      return fs.readdirSync(folder, ...rest)
    },
    readFileSync(file: string, ...rest: []) {
      if (/^\/proc\/\d+\/stat$/.test(file) && (reads.asked += 1) % 7 === 2) {
        reads.failed += 1
        throw tooMany()
      }
      return fs.readFileSync(file, ...rest)
    },
  }
})

it.runIf(process.platform === 'linux')('a run comes to its report though looks at it fail', async () => {
  const files = builtFiles(outMain)
  const lab = createLab({ lessons: [], files, eyes: processEyes, onProcess: () => {} })
  const run = lab.startProgram('true', { kind: 'command', command: 'true', args: [] })
  await run.finished
  const events: TraceEvent[] = []
  for await (const event of run.watch(new AbortController().signal)) events.push(event)
  expect(events.at(-1)).toMatchObject({ kind: 'report', leftBehind: 0 })
  expect(events.at(-1)).not.toHaveProperty('stopped')
  expect(looks.failed).toBeGreaterThan(1)
})

it.runIf(process.platform === 'linux')('and tells of no end before it has come', async () => {
  const files = builtFiles(outMain)
  const lab = createLab({ lessons: [], files, eyes: processEyes, onProcess: () => {} })
  const failedBefore = reads.failed
  const run = lab.startProgram('sleep', { kind: 'command', command: 'sleep', args: ['0.4'] })
  await run.finished
  const events: TraceEvent[] = []
  for await (const event of run.watch(new AbortController().signal)) events.push(event)
  const { pid } = events.find((event) => event.kind === 'process-started' && event.role === 'main') ?? {}
  const dead = events.filter((event) => event.kind === 'state' && event.pid === pid && event.state === 'dead')
  const exited = events.find((event) => event.kind === 'process-exited' && event.pid === pid)
  expect(exited).toMatchObject({ exitCode: 0 })
  for (const { t } of dead) expect(t).toBeGreaterThanOrEqual(exited?.t ?? Infinity)
  expect(reads.failed).toBeGreaterThan(failedBefore)
})
