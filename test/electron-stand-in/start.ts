// The main program under the stand-in: what Electron does between its start and the app's `ready`.
import { mkdir } from 'node:fs/promises'
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readFileSync } from 'node:fs'
import { app, backstage } from './app.ts'
import { setBrowser } from './browser.ts'
import { closeWindowOf } from './browser-window.ts'
import { startChromium } from './chromium.ts'
import { protocolReady } from './protocol.ts'
import { applyPermissions } from './session.ts'
import { Targets } from './targets.ts'
import { contentsOfTarget } from './web-contents.ts'

const given = process.argv.slice(2)
const switches = new Map(
  given.filter((each) => each.startsWith('--')).map((each) => [each.split('=')[0], each.split('=')[1] ?? '']),
)
// Chromium's sandbox does not work for root: Electron, too, runs for root only when told to do without.
if (process.getuid?.() === 0 && !switches.has('--no-sandbox')) {
  process.stderr.write('Running as root without --no-sandbox is not supported.\n')
  process.exit(1)
}
const program = resolve(given.find((each) => !each.startsWith('-')) ?? '.')
const { folder, main } = findApp(program)
process.argv = [process.execPath, ...given]
Object.assign(process, { type: 'browser' })
backstage.describe(folder)

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => app.quit())

await import(pathToFileURL(main).href)
if (!backstage.isEnded()) await begin()

async function begin(): Promise<void> {
  // In Electron, too, Chromium's profile lies in the app's folder.
  const profile = join(backstage.userData(), 'Chromium')
  await mkdir(profile, { recursive: true })
  const chromium = startChromium(profile, {
    debuggingPort: switches.get('--remote-debugging-port'),
    sandbox: !switches.has('--no-sandbox'),
  })
  backstage.onEnd(() => chromium.stop())
  void chromium.ended.then((how) => {
    if (backstage.isEnded()) return
    process.stderr.write(`Electron stand-in: Chromium ended (${how}).\n`)
    app.exit(1)
  })
  const targets = new Targets(chromium.pipe, (id) => {
    const contents = contentsOfTarget(id)
    if (contents !== undefined) closeWindowOf(contents)
  })
  await targets.begin()
  setBrowser({ chromium, targets })
  protocolReady()
  await applyPermissions()
  backstage.becomeReady()
}

/** An app is a folder with a package.json, or a script. */
function findApp(path: string): { readonly folder: string; readonly main: string } {
  if (!statSync(path).isDirectory()) return { folder: packageFolderOf(dirname(path)), main: path }
  const { main = 'index.js' } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  return { folder: path, main: join(path, main) }
}

function packageFolderOf(folder: string): string {
  try {
    statSync(join(folder, 'package.json'))
    return folder
  } catch {
    return packageFolderOf(dirname(folder))
  }
}
