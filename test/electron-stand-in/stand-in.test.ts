import { spawnSync } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toApp, toChromium } from './addresses.ts'
import { createCodec } from './codec.ts'
import { Frames } from './frames.ts'
import { KnownEvents, refuseUnknown, strict, UnknownApiError } from './strict.ts'
import { checkPreferences } from './web-preferences.ts'

const executable = fileURLToPath(new URL('electron', import.meta.url))

describe('the stand-in throws on what Electron would let pass', () => {
  const good = { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false } as const
  const preload = fileURLToPath(import.meta.url)

  it('insecure or unsaid web preferences, and preloads without an absolute path', () => {
    expect(checkPreferences({ ...good, preload })).toEqual({ ...good, preload })
    expect(() => checkPreferences()).toThrow('Insecure webPreferences: sandbox is undefined')
    for (const [name, value] of Object.entries(good)) {
      expect(() => checkPreferences({ ...good, [name]: !value })).toThrow(`Insecure webPreferences: ${name}`)
    }
    expect(() => checkPreferences({ ...good, preload: 'preload.cjs' })).toThrow('must be absolute')
    expect(() => checkPreferences({ ...good, preload: '/absent/preload.cjs' })).toThrow('There is no preload')
    expect(() => checkPreferences({ ...good, webSecurity: false })).toThrow(UnknownApiError)
  })

  it('unknown members, options and events', () => {
    const known = strict('app', { quit: () => 'quit' })
    expect(known.quit()).toBe('quit')
    expect(() => Reflect.get(known, 'relaunch')).toThrow('does not know app.relaunch')
    expect(() => Reflect.set(known, 'badgeCount', 1)).toThrow(UnknownApiError)
    expect(() => refuseUnknown('BrowserWindow', { kiosk: true }, ['show'])).toThrow('"kiosk" of BrowserWindow')
    expect(() => new KnownEvents('app', ['ready']).once('open-url', () => {})).toThrow('"open-url" of app')
  })
})

describe('frames', () => {
  it('are those of the document that speaks, whether its navigation was told before or comes after', () => {
    const events = new EventEmitter()
    const frames = new Frames('F', 'preload', { events, send: () => Promise.resolve({}) })
    const navigate = (url: string) => events.emit('Page.frameNavigated', { frame: { id: 'F', url } })
    const create = (id: number, origin: string) =>
      events.emit('Runtime.executionContextCreated', { context: { id, origin, name: '', auxData: { frameId: 'F' } } })
    navigate('about:blank')
    create(1, 'https://bundle.app.fe.invalid')
    expect(frames.ofContext(1)).toEqual({ url: 'app://bundle/', origin: 'app://bundle', parent: null })
    navigate('https://bundle.app.fe.invalid/page.html')
    expect(frames.ofContext(1)).toMatchObject({ url: 'app://bundle/page.html', origin: 'app://bundle' })
    create(2, 'https://elsewhere.example')
    expect(frames.ofContext(2)).toMatchObject({
      url: 'https://elsewhere.example/',
      origin: 'https://elsewhere.example',
    })
    expect(frames.ofContext(3)).toBeUndefined()
  })
})

describe('the codec', () => {
  const { encode, decode } = createCodec()
  const copy = (value: unknown): unknown => decode(encode(value))

  it('copies what structured clone copies', () => {
    const value = fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true, maxDepth: 3 })
    fc.assert(
      fc.property(value, (each) => {
        expect(copy(each)).toEqual(structuredClone(each))
      }),
    )
    for (const each of [-0, NaN, Infinity, new Uint8Array([1, 255])]) expect(copy(each)).toEqual(each)
    expect(copy(new RangeError('far'))).toMatchObject({ name: 'RangeError', message: 'far' })
  })

  it('refuses functions, symbols and cycles', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    for (const each of [() => {}, Symbol('s'), { inside: [() => {}] }, cycle, new URL('app://bundle')]) {
      expect(() => copy(each)).toThrow('could not be cloned')
    }
  })
})

it('maps addresses of the app there and back, and leaves others alone', () => {
  for (const address of ['app://bundle/', 'app://bundle/a/b.js?c=d#e', 'https://example.org/', 'about:blank']) {
    expect(toApp(toChromium(address))).toBe(address)
  }
  expect(toChromium('app://bundle/x')).toMatch(/^https:/)
})

describe('the executable', () => {
  it('is Node under ELECTRON_RUN_AS_NODE, and so are its children', () => {
    const child = `console.log(process.versions.electron !== undefined, process.argv[2])`
    const parent = `const { spawnSync } = require('node:child_process')
      const run = spawnSync(process.execPath, ['-e', ${JSON.stringify(child)}, 'x', 'y'], { encoding: 'utf8' })
      console.log(process.versions.electron !== undefined, run.stdout.trim())`
    const run = spawnSync(executable, ['-e', parent], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    expect(run.stdout.trim()).toBe('true true y')
  })

  it('ends with the error of a main program that asks for what it has not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-stand-in-'))
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', main: 'main.mjs' }))
    writeFileSync(join(folder, 'main.mjs'), `import { app } from 'electron'\napp.relaunch()\n`)
    const run = spawnSync(executable, ['--no-sandbox', folder], { encoding: 'utf8' })
    rmSync(folder, { recursive: true, force: true })
    expect(run.status).not.toBe(0)
    expect(run.stderr).toContain('does not know app.relaunch')
  })

  it.runIf(process.getuid?.() === 0)('refuses root, unless told to do without the sandbox', () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-stand-in-'))
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', main: 'main.mjs' }))
    writeFileSync(
      join(folder, 'main.mjs'),
      "import { app } from 'electron'\nprocess.stdout.write('runs')\napp.exit(0)\n",
    )
    const refused = spawnSync(executable, [folder], { encoding: 'utf8' })
    const told = spawnSync(executable, ['--no-sandbox', folder], { encoding: 'utf8' })
    rmSync(folder, { recursive: true, force: true })
    expect(refused).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Running as root') })
    expect(told).toMatchObject({ status: 0, stdout: 'runs' })
  })
})
