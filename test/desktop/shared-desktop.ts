import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startDesktop, type Desktop } from './start-desktop.ts'

export interface SharedDesktop {
  /** The app that the tests of this worker share, its page as after a start. It is started when first asked for. */
  open(): Promise<Desktop>
}

/**
 * Starting the app takes most of the time of a short test. What a test changes besides the page (settings, the window)
 * it puts back; after a failure Playwright goes on in a new worker, with a new app.
 */
export const test = base.extend<object, { readonly sharedDesktop: SharedDesktop }>({
  sharedDesktop: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright insists on a destructuring pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'forkscope-desktop-'))
      let desktop: Desktop | undefined
      let inUse = true
      const begin = async (): Promise<Desktop> => {
        const begun = await startDesktop(folder)
        begun.application.process().once('exit', (code, signal) => {
          // Otherwise a test says only that its page was closed.
          if (inUse) console.error(`The shared app ended by itself: exit code ${code}, signal ${signal}.`)
        })
        return begun
      }
      await use({
        async open() {
          if (desktop === undefined) return (desktop = await begin())
          const { page } = desktop
          // Its address says what the lab shows, its storage how far a learner has come.
          await page.evaluate(() => {
            localStorage.clear()
            history.replaceState(null, '', location.pathname)
          })
          await page.reload()
          await page.getByRole('treegrid', { name: 'Processes' }).waitFor()
          return desktop
        },
      })
      inUse = false
      await desktop?.quit()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})
