import type { Chromium } from './chromium.ts'
import type { Targets } from './targets.ts'

/** What exists only once the app is ready. */
export interface Browser {
  readonly chromium: Chromium
  readonly targets: Targets
}

const running: { browser?: Browser } = {}

export function setBrowser(browser: Browser): void {
  running.browser = browser
}

/** @throws Error before the app is ready, in Electron's words */
export function browserOf(what: string): Browser {
  if (running.browser === undefined) throw new Error(`Cannot create ${what} before app is ready`)
  return running.browser
}

/** @returns undefined before the app is ready */
export const browserIfAny = (): Browser | undefined => running.browser
