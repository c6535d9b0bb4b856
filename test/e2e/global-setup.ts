import { buildIfNeeded } from '../../scripts/build-if-needed.mjs'
import { desktopRuntime } from '../desktop/electron-executable.ts'
import { browserPath, noBrowser } from './find-browser.ts'

/** Once per run: the pages tested are those of the present sources, and a missing browser is said once. */
export default async function setUp(): Promise<void> {
  if (browserPath === undefined) process.stdout.write(`${noBrowser}\n`)
  if (browserPath === undefined && desktopRuntime().kind === 'none') return
  if ((await buildIfNeeded()) !== 0) throw new Error('The build failed; see above.')
}
