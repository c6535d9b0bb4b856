import { expect, it, vi } from 'vitest'
import { sweep } from '../../../src/lab/engine/sweep.ts'

vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }))
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  readdirSync() {
    throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
  },
}))

it.runIf(process.platform === 'linux')('where nobody can look, whoever is known may be left', async () => {
  const known = new Map([1, 2].map((pid) => [pid, { pid, startKey: 'of nobody' }]))
  expect(await sweep('no such run', known)).toBe(2)
})
