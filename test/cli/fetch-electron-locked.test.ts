import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { fetchElectron } from '../../src/cli/fetch-electron.ts'

const locked = vi.hoisted(() => ({ removals: 0 }))

// As on Windows, where somebody, a virus scanner for one, has a file open that was just written.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const rmLocked: typeof fs.rmSync = (path, options) => {
    if (!String(path).includes('forkscope-electron-')) return fs.rmSync(path, options)
    locked.removals += 1
    fs.rmSync(path, options)
    throw Object.assign(new Error(`EBUSY: resource busy or locked, rm '${String(path)}'`), { code: 'EBUSY' })
  }
  return { ...fs, rmSync: rmLocked }
})

it("Electron's runtime is there even if the folder of its download cannot be removed", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-locked-'))
  try {
    writeFileSync(join(folder, 'install.js'), '')
    expect(await fetchElectron(folder, { signal: new AbortController().signal, say: () => {} })).toBe(true)
    expect(locked.removals).toBe(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
