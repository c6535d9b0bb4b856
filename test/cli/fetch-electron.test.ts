import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchElectron } from '../../src/cli/fetch-electron.ts'
import { isAlive } from '../helpers/run-forkscope.ts'

const home = mkdtempSync(join(tmpdir(), 'forkscope-fetch-'))
/** Electron's package; the installer in it does what the test tells it by files, whatever the clock says. */
let folder: string
const said: string[] = []
const gaveUp = new AbortController()

beforeEach(() => {
  folder = mkdtempSync(join(home, 'electron-'))
  mkdirSync(join(folder, 'dist'))
  said.length = 0
  // Minutes of a slow connection pass between two looks.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => vi.useRealTimers())
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** @param extra what the installer does first */
function writeInstaller(extra = ''): void {
  writeFileSync(
    join(folder, 'install.js'),
    `const fs = require('node:fs')
process.chdir(__dirname)
${extra}
fs.writeFileSync('part', JSON.stringify({ pid: process.pid, temporary: require('node:os').tmpdir() }))
fs.renameSync('part', 'started')
setInterval(() => { if (fs.existsSync('finish')) process.exit(0) }, 5)`,
  )
}

async function startFetching(signal = gaveUp.signal) {
  const result = fetchElectron(folder, { signal, say: (sentence) => said.push(sentence) })
  while (!existsSync(join(folder, 'started'))) await turn()
  const { pid, temporary }: { pid: number; temporary: string } = JSON.parse(
    readFileSync(join(folder, 'started'), 'utf8'),
  )
  return { result, pid, temporary }
}

describe("Electron's runtime", () => {
  it('is fetched however slowly it comes, and it is said how far it is', async () => {
    writeInstaller()
    const { result, pid, temporary } = await startFetching()
    for (let second = 0; second < 600; second += 20) {
      appendFileSync(join(temporary, 'electron.zip'), Buffer.alloc(100_000))
      vi.advanceTimersByTime(20_000)
    }
    expect(isAlive(pid)).toBe(true)
    expect(said[0]).toBe("Fetching Electron's runtime: over 100 MB, and only this once …")
    expect(said.at(-1)).toBe("Fetching Electron's runtime: 3 MB so far …")
    writeFileSync(join(folder, 'finish'), '')
    expect(await result).toBe(true)
    expect(existsSync(temporary)).toBe(false)
  })

  it('is being unpacked for as long as that goes on, which is no standstill', async () => {
    writeInstaller()
    const { result, pid } = await startFetching()
    for (let file = 0; file < 10; file += 1) {
      writeFileSync(join(folder, 'dist', String(file)), 'x')
      vi.advanceTimersByTime(20_000)
    }
    expect(isAlive(pid)).toBe(true)
    writeFileSync(join(folder, 'finish'), '')
    expect(await result).toBe(true)
  })

  it('is given up when nothing comes any more, and leaves no half of a download', async () => {
    writeInstaller()
    const { result, pid, temporary } = await startFetching()
    writeFileSync(join(temporary, 'electron.zip'), 'half')
    vi.advanceTimersByTime(29_000)
    expect(isAlive(pid)).toBe(true)
    vi.advanceTimersByTime(2000)
    expect(await result).toBe(false)
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(temporary)).toBe(false)
  })

  it.runIf(process.platform !== 'win32')('is given up by force where asking does not help', async () => {
    writeInstaller("process.on('SIGTERM', () => fs.writeFileSync('asked', ''))")
    const { result, pid } = await startFetching()
    vi.advanceTimersByTime(30_000)
    while (!existsSync(join(folder, 'asked'))) await turn()
    expect(isAlive(pid)).toBe(true)
    vi.advanceTimersByTime(2000)
    expect(await result).toBe(false)
  })

  it('is not fetched any further for somebody who has gone', async () => {
    writeInstaller()
    const leaving = new AbortController()
    const { result, pid, temporary } = await startFetching(leaving.signal)
    leaving.abort()
    expect(await result).toBe(false)
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(temporary)).toBe(false)
    expect(await fetchElectron(folder, { signal: leaving.signal, say: () => {} })).toBe(false)
  })

  it('is not fetched where nothing can be put, and that ends nobody else', async () => {
    writeInstaller()
    const former = new Map(['TMPDIR', 'TEMP', 'TMP'].map((name) => [name, process.env[name]]))
    for (const name of former.keys()) process.env[name] = join(home, 'nowhere')
    try {
      expect(await fetchElectron(folder, { signal: gaveUp.signal, say: (sentence) => said.push(sentence) })).toBe(false)
    } finally {
      for (const [name, value] of former) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    }
    expect({ said, started: existsSync(join(folder, 'started')) }).toEqual({ said: [], started: false })
  })

  it('says nothing of its own where the installer fails at once, as without a network', async () => {
    writeInstaller('process.exit(1)')
    expect(await fetchElectron(folder, { signal: gaveUp.signal, say: (sentence) => said.push(sentence) })).toBe(false)
    expect(said).toEqual([])
  })
})
