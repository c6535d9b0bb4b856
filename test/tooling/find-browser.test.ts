import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { browserPlaces } from '../e2e/browser-places.ts'
import { downloadBrowser } from '../e2e/download-browser.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'forkscope-browser-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the browser for the page tests', () => {
  it('is looked for where Linux has it, and along PATH', () => {
    const places = browserPlaces('linux', { PATH: '/home/ann/bin::/usr/local/bin' })
    expect(places[0]).toBe('/usr/bin/chromium')
    expect(places).toContain('/usr/bin/google-chrome')
    expect(places).toContain('/home/ann/bin/google-chrome')
    expect(places).toContain('/usr/local/bin/chromium')
    expect(places.every((place) => place.startsWith('/'))).toBe(true)
  })

  it('is looked for among the applications of macOS, of all and of the person', () => {
    const places = browserPlaces('darwin', { HOME: '/Users/ann', PATH: '/opt/homebrew/bin' })
    expect(places[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(places).toContain('/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
    expect(places).toContain('/Users/ann/Applications/Chromium.app/Contents/MacOS/Chromium')
    expect(places).toContain('/opt/homebrew/bin/chromium')
  })

  it('is looked for among the programs of Windows, where Edge always is', () => {
    const places = browserPlaces('win32', {
      PROGRAMFILES: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      LocalAppData: 'C:\\Users\\ann\\AppData\\Local',
      PATH: 'C:\\Windows;D:\\tools',
    })
    expect(places[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
    expect(places).toContain('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe')
    expect(places).toContain('C:\\Users\\ann\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe')
    expect(places).toContain('D:\\tools\\chrome.exe')
  })

  it('is not waited for where its download does not come', async () => {
    // Takes the request and never answers.
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const env = { PLAYWRIGHT_DOWNLOAD_HOST: `http://127.0.0.1:${port}`, PLAYWRIGHT_BROWSERS_PATH: folder }
    const asked = once(server, 'connection')
    const limit = new AbortController()
    const download = downloadBrowser({ env, signal: limit.signal })
    const [socket] = await asked
    const left = once(socket, 'close')
    socket.resume()
    limit.abort()
    expect(await download).toBe(false)
    // Nobody goes on with it.
    await left
    server.close()
    expect(readdirSync(folder).filter((name) => name.startsWith('chromium'))).toEqual([])
  })
})
