// The web host and a real browser, for measurements of the page.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * @param {{ synthetic?: number }} [options] show so many made-up processes instead of the machine's
 * @returns {Promise<{ url: string, page: import('@playwright/test').Page, memory: () => Promise<{ heapBytes: number, processBytes: number | undefined }>, close: () => Promise<void> }>}
 *   an empty page, the link that opens Forkscope in it, and what it takes: JavaScript heap after a collection, and the
 *   share of its renderer process in the machine's memory (Linux)
 * @throws when there is no Chromium-family browser
 */
export async function openPage({ synthetic } = {}) {
  const executablePath = [...installed, chromium.executablePath()].find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error('This measurement needs a Chromium-family browser; none was found.')
  const settings = await mkdtemp(join(tmpdir(), 'forkscope-bench-'))
  const inject = synthetic === undefined ? [] : ['--import', join(import.meta.dirname, 'inject-sampler.mjs')]
  const host = spawn(process.execPath, [...inject, join(root, 'out/main/cli.js'), 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      FORKSCOPE_SETTINGS_FOLDER: settings,
      ...(synthetic !== undefined && { FORKSCOPE_BENCH_SYNTHETIC: String(synthetic) }),
    },
  })
  // Also when the measurement fails: a host has no other reason to end.
  process.once('exit', () => host.kill('SIGTERM'))
  const [line] = await once(createInterface(host.stdout), 'line')
  // Chromium's sandbox needs an ordinary user.
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  return {
    url: JSON.parse(String(line)).url,
    page,
    memory: () => memoryOf(browser, page),
    close: async () => {
      await browser.close()
      const ended = once(host, 'exit')
      host.kill('SIGTERM')
      await ended
      await rm(settings, { recursive: true, force: true })
    },
  }
}

/** @param {import('@playwright/test').Browser} browser @param {import('@playwright/test').Page} page */
async function memoryOf(browser, page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const whole = await browser.newBrowserCDPSession()
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
  await whole.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').flatMap(({ id }) => shareOf(id) ?? [])
  // A spare renderer is small.
  return { heapBytes: usedSize, processBytes: sizes.length === 0 ? undefined : Math.max(...sizes) }
}

/** @param {number} pid @returns {number | undefined} proportional set size in bytes */
function shareOf(pid) {
  try {
    const kib = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1]
    return kib === undefined ? undefined : Number(kib) * 1024
  } catch {
    return undefined
  }
}
