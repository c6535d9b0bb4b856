import type { Page } from '@playwright/test'
import { desktopRuntime } from '../desktop/electron-executable.ts'
import { test as base } from '../desktop/shared-desktop.ts'
import { browserPath, noBrowser } from '../e2e/find-browser.ts'
import { startWeb } from '../e2e/start-web.ts'

/** Which host shows the page; each Playwright project has its own. */
export interface FlowOptions {
  readonly flowHost: 'web' | 'desktop'
}

interface Fixtures {
  /** The same pages, in a browser or in the desktop's window. */
  readonly app: Page
}

export const test = base.extend<FlowOptions & Fixtures>({
  flowHost: ['web', { option: true }],
  app: async ({ flowHost, sharedDesktop, playwright, launchOptions, contextOptions, viewport, locale }, use, info) => {
    const missing = whatIsMissing(flowHost)
    info.skip(missing !== undefined, missing ?? '')
    if (flowHost === 'desktop') {
      const { page } = await sharedDesktop.open()
      await use(page)
      return
    }
    const host = await startWeb([])
    const browser = await playwright.chromium.launch(launchOptions)
    const page = await browser.newPage({ ...contextOptions, viewport, ...(locale !== undefined && { locale }) })
    await page.goto(host.url)
    await page.getByRole('treegrid', { name: 'Processes' }).waitFor()
    await use(page)
    await browser.close()
    await host.stop()
  },
})

function whatIsMissing(host: FlowOptions['flowHost']): string | undefined {
  if (host === 'web') return browserPath === undefined ? noBrowser : undefined
  const runtime = desktopRuntime()
  return runtime.kind === 'none' ? runtime.why : undefined
}

export { expect } from '@playwright/test'
