import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { afterEach, expect, it } from 'vitest'
import { desktopRuntime } from '../desktop/electron-executable.ts'
import { stillRunning, treeOf } from '../helpers/os-processes.ts'
import { aliveInGroup } from '../helpers/run-forkscope.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stops: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

/** A checkout whose sources may be changed; Vite keeps its cache there, and finds each package where it lies. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'forkscope-dev-'))
  stops.push(() => rmSync(copy, { recursive: true, force: true }))
  const names = ['src', 'bin', 'scripts', 'resources', 'package.json', 'tsconfig.base.json', 'electron.vite.config.ts']
  for (const name of names) cpSync(join(root, name), join(copy, name), { recursive: true })
  mkdirSync(join(copy, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules')).filter((each) => !each.startsWith('.'))) {
    symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  }
  return copy
}

/** `npm run dev` without npm, in a process group of its own. */
function startDev(copy: string, executable: string): ChildProcess {
  const settings = join(copy, 'settings')
  const child = spawn(process.execPath, [join(copy, 'scripts/start.mjs'), 'dev', '--', '--remote-debugging-port=0'], {
    cwd: copy,
    env: { ...process.env, ELECTRON_EXEC_PATH: executable, FORKSCOPE_SETTINGS_FOLDER: settings, LC_ALL: 'en_US.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const { pid } = child
  if (pid === undefined) throw new Error('Node did not start.')
  stops.push(async () => {
    if (aliveInGroup(pid).length > 0) process.kill(-pid, 'SIGKILL')
    await expect.poll(() => aliveInGroup(pid), { timeout: 10_000 }).toEqual([])
  })
  return child
}

/** @returns the window's page */
async function pageOf(dev: ChildProcess): Promise<Page> {
  const said: string[] = []
  if (dev.stderr === null) throw new Error('Nobody hears what it says.')
  for await (const line of createInterface({ input: dev.stderr })) {
    said.push(line)
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    dev.stderr.resume()
    const browser = await chromium.connectOverCDP(address)
    const pages = (): readonly Page[] => browser.contexts().flatMap((context) => context.pages())
    const shown = () => pages().some((page) => page.url().startsWith('http:'))
    await expect.poll(shown, { timeout: 30_000 }).toBe(true)
    const page = pages().find((each) => each.url().startsWith('http:'))
    if (page !== undefined) return page
  }
  throw new Error(`npm run dev ended: ${said.join('\n')}`)
}

it('shows the window, follows a change of a text without a reload, and leaves nothing when it is stopped', async (context) => {
  const runtime = desktopRuntime()
  if (runtime.kind !== 'stand-in') return context.skip('This is about the stand-in, which does not run here.')
  const copy = copyTree()
  const dev = startDev(copy, runtime.executablePath)
  const page = await pageOf(dev)
  await page.getByRole('treegrid', { name: 'Processes' }).getByRole('row').nth(1).waitFor()
  await page.evaluate(() => Reflect.set(window, 'before', true))
  const started = treeOf(dev.pid ?? 0)

  const words = join(copy, 'src/renderer/src/i18n/en/app.ts')
  writeFileSync(
    words,
    readFileSync(words, 'utf8').replace("'page.machine': 'Machine'", "'page.machine': 'Engine room'"),
  )
  await page.getByRole('button', { name: 'Engine room' }).waitFor()
  expect(await page.evaluate(() => Reflect.get(window, 'before'))).toBe(true)

  // Root has no sandbox of Chromium's, and only a developer's own executable is told to do without.
  const commands = spawnSync('ps', ['-o', 'args=', '-p', started.map(({ pid }) => pid).join()], { encoding: 'utf8' })
  expect(/start\.ts \. .*--no-sandbox/.test(commands.stdout)).toBe(process.getuid?.() === 0)

  process.kill(-(dev.pid ?? 0), 'SIGINT')
  await expect.poll(() => stillRunning(started), { timeout: 15_000 }).toEqual([])
}, 120_000)
