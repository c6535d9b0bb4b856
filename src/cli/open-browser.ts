import { execFile } from 'node:child_process'
import type { CliPlatform } from './platform/cli-platform.ts'

/**
 * Opens an address in the user's browser.
 * @returns undefined after success, otherwise the sentence that says why not
 */
export function openBrowser(url: string, { opener }: CliPlatform): Promise<string | undefined> {
  const [program, ...args] = opener
  return new Promise((resolve) => {
    // Some openers stay in the foreground with the browser: what has not failed by then has worked.
    const timer = setTimeout(() => resolve(undefined), 5000)
    timer.unref()
    execFile(program, [...args, url], { windowsHide: true }, (error) => {
      clearTimeout(timer)
      resolve(error === null ? undefined : `No browser could be opened (${program}): open the address yourself.`)
    })
  })
}
