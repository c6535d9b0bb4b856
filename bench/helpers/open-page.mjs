// The web host and a real browser, for measurements of the page.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * @returns {Promise<{ url: string, page: import('@playwright/test').Page, close: () => Promise<void> }>} an empty page, and
 *   the link that opens Forkscope in it
 * @throws when there is no Chromium-family browser
 */
export async function openPage() {
  const executablePath = [...installed, chromium.executablePath()].find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error('This measurement needs a Chromium-family browser; none was found.')
  const settings = await mkdtemp(join(tmpdir(), 'forkscope-bench-'))
  const host = spawn(process.execPath, [join(root, 'bin/forkscope.js'), 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: settings },
  })
  const [line] = await once(createInterface(host.stdout), 'line')
  // Chromium's sandbox needs an ordinary user.
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  return {
    url: JSON.parse(String(line)).url,
    page,
    close: async () => {
      await browser.close()
      const ended = once(host, 'exit')
      host.kill('SIGTERM')
      await ended
      await rm(settings, { recursive: true, force: true })
    },
  }
}
