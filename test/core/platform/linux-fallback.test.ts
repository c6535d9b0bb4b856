import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLinuxProcesses } from '../../../src/core/platform/linux/processes.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

// What ps-list answers here comes from the real system; only the folder that is asked first is not there.
describe.skipIf(process.platform === 'win32')('where /proc cannot be read', () => {
  it.each([
    ['missing', '/no/such/proc', 'ENOENT'],
    ['no folder', '/etc/passwd', 'ENOTDIR'],
  ])('%s: ps-list is used, and what is lacking is told', async (_, root, why) => {
    const source = createLinuxProcesses(root).createSource()
    expect(source.name).toBe('ps-list')
    expect(source.degraded[0]).toEqual({ kind: 'unreadable', root, error: why })
    const self = (await source.read()).find((row) => row.pid === process.pid)
    expect(self).toMatchObject({ ppid: process.ppid, state: 'unknown' })
    source.close()
  })

  it('an empty mount point counts as missing', () => {
    const root = mkdtempSync(join(tmpdir(), 'forkscope-empty-'))
    folders.push(root)
    const source = createLinuxProcesses(root).createSource()
    expect(source.name).toBe('ps-list')
    expect(source.degraded[0]).toEqual({ kind: 'lists-nothing', root })
  })

  it('shows the identities that signals check', async () => {
    const platform = createLinuxProcesses('/no/such/proc')
    const row = (await platform.createSource().read()).find((each) => each.pid === process.pid)
    expect(row?.startKey).toMatch(/^\d+$/)
    expect(await platform.identify(process.pid)).toBe(row?.startKey)
    expect(await platform.inspect(process.pid)).toMatchObject({ pid: process.pid, ppid: process.ppid })
    expect(await platform.identify(2 ** 22 + 1)).toBeUndefined()
  })

  it.runIf(process.platform === 'linux')('and where it can, procfs is used without a word', () => {
    const source = createLinuxProcesses('/proc').createSource()
    expect(source.name).toBe('procfs')
    expect(source.degraded.filter(({ kind }) => kind !== 'hidden')).toEqual([])
    source.close()
  })
})
