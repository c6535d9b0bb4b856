import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A Chromium-family browser of the system, or Playwright's own download; undefined when there is none. */
export const browserPath = [...installed, chromium.executablePath()].find((path) => existsSync(path))

/** What is said when none is there. */
export const noBrowser = 'No Chromium-family browser was found: the page tests are skipped.'
