import { buildIfNeeded } from '../../scripts/build-if-needed.mjs'
import { desktopRuntime } from '../desktop/electron-executable.ts'
import { downloadBrowser } from './download-browser.ts'
import { browserPath, findBrowser, noBrowser } from './find-browser.ts'

/** Once per run: the pages tested are those of the present sources, and a missing browser is said once. */
export default async function setUp(): Promise<void> {
  const browser = browserPath ?? (await fetchBrowser())
  if (browser === undefined) process.stdout.write(`${noBrowser}\n`)
  if (browser === undefined && desktopRuntime().kind === 'none') return
  if ((await buildIfNeeded()) !== 0) throw new Error('The build failed; see above.')
}

/** The workers, which begin later, find it where it then is. */
async function fetchBrowser(): Promise<string | undefined> {
  process.stdout.write("No Chromium-family browser is installed: trying Playwright's download …\n")
  return (await downloadBrowser()) ? findBrowser() : undefined
}
