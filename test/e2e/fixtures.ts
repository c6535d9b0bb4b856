import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import { browserPath, noBrowser } from './find-browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Fixtures {
  readonly needsBrowser: void
  /** Extra arguments of `forkscope serve`. */
  readonly serveArguments: readonly string[]
  /** The page of a Forkscope that was started for this test. */
  readonly app: Page
  /** The address that opens it, unused when `app` is not. */
  readonly host: { readonly url: string; readonly pid: number }
}

export const test = base.extend<Fixtures>({
  // Asked for before the page is, so that without a browser a test is skipped instead of failing.
  needsBrowser: [
    // Playwright insists on a destructuring pattern here.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use, info) => {
      info.skip(browserPath === undefined, noBrowser)
      await use()
    },
    { auto: true },
  ],
  serveArguments: [[], { option: true }],
  host: async ({ serveArguments }, use) => {
    const settings = await mkdtemp(join(tmpdir(), 'forkscope-e2e-'))
    const host = spawn(process.execPath, [join(root, 'bin/forkscope.js'), 'serve', '--json', ...serveArguments], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: settings },
    })
    const [line] = await once(createInterface(host.stdout), 'line')
    await use(JSON.parse(String(line)))
    const ended = once(host, 'exit')
    host.kill('SIGTERM')
    await ended
    await rm(settings, { recursive: true, force: true })
  },
  app: async ({ page, host }, use) => {
    await page.goto(host.url)
    await page.getByRole('treegrid').waitFor()
    await use(page)
  },
})

export { expect } from '@playwright/test'
