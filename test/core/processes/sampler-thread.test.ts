import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import type { TableEvent, Trouble } from '../../../src/shared/contract/process.ts'
import { stops, table } from './live-table.ts'

const mortal = fileURLToPath(new URL('../../fixtures/programs/mortal-sampler.mjs', import.meta.url))
const built = fileURLToPath(new URL('../../../out/main/sampler.js', import.meta.url))

describe('the sampler thread', () => {
  it('is replaced when it dies: trouble, then a snapshot, then the table goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-thread-'))
    vi.stubEnv('FORKSCOPE_TEST_DIED', join(folder, 'died'))
    stops.push(
      () => vi.unstubAllEnvs(),
      () => rmSync(folder, { recursive: true }),
    )
    const watched = table({ samplerFile: mortal })
    const stop = new AbortController()
    const kinds: TableEvent['kind'][] = []
    let message = ''
    let trouble: Trouble | undefined
    for await (const event of watched.watch(stop.signal)) {
      if (kinds.length === 0) watched.refresh()
      if (event.kind === 'trouble') ({ message, trouble } = event)
      if (event.kind === 'snapshot') expect(event.processes.map((row) => row.pid)).toContain(process.pid)
      // Changes of the first thread may come before it dies; how many is not the point.
      if (event.kind !== kinds.at(-1)) kinds.push(event.kind)
      if (kinds.includes('trouble') && event.kind === 'change') break
    }
    stop.abort()
    expect(message).toBe('The sampler thread ended (struck by lightning); another one is started.')
    expect(trouble).toEqual({ code: 'thread-ended', cause: 'struck by lightning' })
    expect(kinds.slice(kinds.indexOf('trouble'))).toEqual(['trouble', 'snapshot', 'change'])
    expect((await watched.list()).processes.length).toBeGreaterThan(1)
  })

  it('follows settings, and leaves nothing behind when it is closed', async () => {
    const watched = table({ samplerFile: built })
    expect((await watched.list()).sample).toMatchObject({ intervalMs: 250 })
    watched.setIntervalMs(500)
    expect((await watched.list()).sample).toMatchObject({ intervalMs: 500 })
    await watched.setSource('ps-list')
    expect((await watched.list()).sample).toMatchObject({ source: 'ps-list' })
    expect(watched.source).toBe('ps-list')
    await watched.stop()
    await expect(watched.list()).rejects.toThrow(/stopped/)
  })
})
