import { test as base, type Page } from '@playwright/test'
import { browserPath, noBrowser } from './find-browser.ts'
import { startWeb } from './start-web.ts'

interface Fixtures {
  readonly needsBrowser: void
  /** Extra arguments of `forkscope serve`. */
  readonly serveArguments: readonly string[]
  /** Who runs it; only root may choose. */
  readonly serveUser: number | undefined
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
  serveUser: [undefined, { option: true }],
  host: async ({ serveArguments, serveUser }, use) => {
    const host = await startWeb(serveArguments, serveUser)
    await use(host)
    await host.stop()
  },
  app: async ({ page, host }, use) => {
    await page.goto(host.url)
    await page.getByRole('treegrid').waitFor()
    await use(page)
  },
})

export { expect } from '@playwright/test'
