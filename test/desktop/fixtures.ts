import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { desktopRuntime } from './electron-executable.ts'
import { test as base } from './shared-desktop.ts'
import { startDesktop, type Desktop } from './start-desktop.ts'

interface Fixtures {
  readonly needsDesktop: void
  /** Removed after the test. */
  readonly folder: string
  /** Shared with other tests: leave it as it was. */
  readonly desktop: Desktop
  /** For tests that end it. */
  readonly ownDesktop: Desktop
  readonly application: ElectronApplication
  readonly app: Page
}

export const test = base.extend<Fixtures>({
  needsDesktop: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright insists on a destructuring pattern
    async ({}, use, info) => {
      const runtime = desktopRuntime()
      info.skip(runtime.kind === 'none', runtime.kind === 'none' ? runtime.why : '')
      await use()
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'forkscope-desktop-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  desktop: async ({ sharedDesktop }, use) => use(await sharedDesktop.open()),
  ownDesktop: async ({ folder }, use) => {
    const desktop = await startDesktop(folder)
    await use(desktop)
    await desktop.quit()
  },
  application: async ({ desktop }, use) => use(desktop.application),
  app: async ({ desktop }, use) => use(desktop.page),
})

export { expect } from '@playwright/test'
