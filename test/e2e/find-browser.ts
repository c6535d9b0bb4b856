import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { browserPlaces } from './browser-places.ts'

/** @returns a Chromium-family browser of the system, or Playwright's own download; undefined when there is none */
export function findBrowser(): string | undefined {
  const installed = browserPlaces(process.platform, process.env).find(isFile)
  if (installed !== undefined) return installed
  const downloaded = chromium.executablePath()
  return isFile(downloaded) && runs(downloaded) ? downloaded : undefined
}

/** The one that was there when this process began. */
export const browserPath = findBrowser()

/** What is said when none is there. */
export const noBrowser = 'No Chromium-family browser was found or could be downloaded: the page tests are skipped.'

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** A download comes without the libraries that a package of the system would have brought along. */
function runs(browser: string): boolean {
  // On Windows it needs none, and --version would open a window.
  return process.platform === 'win32' || spawnSync(browser, ['--version'], { timeout: 30_000 }).status === 0
}
