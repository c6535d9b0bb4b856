import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { lessons } from '../../src/lab/catalog.ts'
import { createLab, type Lab } from '../../src/lab/engine/create-lab.ts'
import { outMain } from '../helpers/start-backend.ts'

let temporary: string
let lab: Lab
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'forkscope-temporary-'))
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, temporary)
  lab = createLab({ lessons, files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
})
afterAll(async () => {
  await lab.stop()
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true })
})

it.each(['23-memory-is-private', '30-unix-daemon', '33-tickets', '34-mutex-or-join'])(
  '%s, stopped in the middle, leaves no file behind',
  async (lesson) => {
    const run = await lab.start({ lesson, parameters: {}, locale: 'en' })
    for await (const event of run.watch(new AbortController().signal)) {
      // By then its folder is made.
      if (event.kind === 'process-started' && event.role === 'child') void run.stop()
      if (event.kind === 'report') expect(event).toMatchObject({ stopped: 'by-request', leftBehind: 0 })
    }
    expect(readdirSync(temporary)).toEqual([])
  },
)
