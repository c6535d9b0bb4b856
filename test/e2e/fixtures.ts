import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'

import { browserPath } from './browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
interface Fixtures {
  /** Extra arguments of `forkscope serve`. */
  readonly serveArguments: readonly string[]
  /** The page of a Forkscope that was started for this test. */
  readonly app: Page
  /** The address that opens it, unused when `app` is not. */
  readonly host: { readonly url: string; readonly pid: number }
}

export const test = base.extend<Fixtures>({
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

test.skip(browserPath === undefined, 'No Chromium-family browser was found: the page tests are skipped.')

export { expect } from '@playwright/test'
