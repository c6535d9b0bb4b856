// The two hosts of the page, each with the probe of its event loop in its main process.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const probe = pathToFileURL(join(import.meta.dirname, '../event-loop-probe.mjs')).href
const standIn = join(root, 'test/electron-stand-in/electron')
const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/**
 * @typedef {object} ProbedHost
 * @property {() => Promise<import('@playwright/test').Page>} open its page, on its way to the table
 * @property {() => Promise<{ longestMs: number, p99Ms: number, longestOwnMs?: number }>} measured since the last time
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<ProbedHost>} the web host, and a browser beside it */
export async function startServe() {
  const { env, remove } = await settingsOfItsOwn()
  const host = spawn(process.execPath, ['--import', probe, join(root, 'out/main/cli.js'), 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env,
  })
  const [line] = await once(createInterface(host.stdout), 'line')
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  const browser = await chromium.launch({ executablePath, args: noSandbox })
  return {
    async open() {
      const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
      await page.goto(JSON.parse(String(line)).url)
      return page
    },
    measured: askProbe(host),
    async close() {
      await browser.close()
      await end(host)
      await remove()
    },
  }
}

/**
 * The built desktop app on the stand-in for Electron, which does in JavaScript some of what Electron does outside of this
 * thread (the copies of messages for the page): the figures are an upper bound.
 * @returns {Promise<ProbedHost>} its window opens by itself
 */
export async function startDesktop() {
  const { env, remove } = await settingsOfItsOwn()
  const host = spawn(standIn, [root, '--remote-debugging-port=0', ...noSandbox], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...env, NODE_OPTIONS: `--import=${probe}`, LC_ALL: 'en_US.UTF-8' },
  })
  const address = await addressIn(host.stderr)
  const browser = await chromium.connectOverCDP(address)
  return {
    async open() {
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('The stand-in shows no window.')
      return context.pages()[0] ?? context.waitForEvent('page')
    },
    measured: askProbe(host),
    async close() {
      await browser.close()
      await end(host)
      await remove()
    },
  }
}

async function settingsOfItsOwn() {
  const folder = await mkdtemp(join(tmpdir(), 'forkscope-bench-'))
  const env = { ...process.env, FORKSCOPE_SETTINGS_FOLDER: folder }
  return { env, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** @param {import('node:child_process').ChildProcess} host whose fourth stream is the probe's */
function askProbe(host) {
  const answers = createInterface(host.stdio[3])
  return async () => {
    const answer = once(answers, 'line')
    host.kill('SIGUSR2')
    return JSON.parse(String((await answer)[0]))
  }
}

/** @param {import('node:stream').Readable} errors what the stand-in and its browser say @returns where to speak to it */
async function addressIn(errors) {
  for await (const line of createInterface(errors)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    errors.resume()
    return address
  }
  throw new Error('The desktop ended before it showed a window.')
}

/** @param {import('node:child_process').ChildProcess} host */
async function end(host) {
  const ended = once(host, 'exit')
  host.kill('SIGTERM')
  await ended
}
