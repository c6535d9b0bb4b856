import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

/** As much as a slow connection needs for 170 MB; without a network it has failed long before. */
const limitMs = 180_000

export interface DownloadOptions {
  /** Ends it; without one it ends when its time is up. */
  readonly signal?: AbortSignal
  readonly env?: NodeJS.ProcessEnv
}

/** Tries Playwright's own download of Chromium, once. @returns whether it succeeded in time */
export function downloadBrowser(options: DownloadOptions = {}): Promise<boolean> {
  const { signal = AbortSignal.timeout(limitMs), env = {} } = options
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
      stdio: 'ignore',
      signal,
      windowsHide: true,
      env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...env },
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}
