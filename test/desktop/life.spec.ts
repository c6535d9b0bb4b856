import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stillRunning, treeOf } from '../helpers/os-processes.ts'
import { desktopRuntime } from './electron-executable.ts'
import { openLesson } from '../helpers/open-lesson.ts'
import { expect, test } from './fixtures.ts'
import { environment, root, startDesktop } from './start-desktop.ts'

test('a second start hands over to the first one, and ends', async ({ application, desktop, folder }) => {
  await application.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window === undefined) throw new Error('There is no window.')
    window.minimize()
    const focus = window.focus.bind(window)
    window.focus = () => {
      Reflect.set(globalThis, 'focused', true)
      focus()
    }
  })
  const second = spawn(application.process().spawnfile, [...sandboxFlags(), root], {
    stdio: 'ignore',
    env: environment(folder),
  })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect.poll(() => application.evaluate(() => Reflect.get(globalThis, 'focused'))).toBe(true)
  const windows = await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
  )
  expect(windows).toEqual([false])
  expect(stillRunning(treeOf(desktop.pid)).length).toBeGreaterThan(0)
})

test('keeps bounds and settings over a restart, in a folder that it makes', async ({ folder: above }) => {
  const folder = join(above, 'of', 'its-own')
  const wanted = { x: 40, y: 30, width: 1010, height: 640 }
  const first = await startDesktop(folder)
  await first.application.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, wanted)
  await first.page.getByRole('button', { name: 'Settings' }).click()
  await first.page.getByRole('radio', { name: 'Dark' }).check()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await first.quit()

  const second = await startDesktop(folder)
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const bounds = await second.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await second.quit()
  expect(bounds).toEqual(wanted)
})

test('quitting ends a lesson in the middle, and leaves no process and no lock', async ({ app, desktop, folder }) => {
  await openLesson(app, '16')
  await app.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  const lesson = app.locator('.run-processes li').filter({ hasText: 'MainProcess' })
  const pid = Number(await lesson.getAttribute('data-pid'))
  const all = [...treeOf(desktop.pid), ...treeOf(pid)]
  expect(all.some((each) => each.pid === pid)).toBe(true)
  await desktop.quit()
  await expect.poll(() => stillRunning(all)).toEqual([])
  expect(readdirSync(folder).filter((name) => /lock|Singleton/.test(name))).toEqual([])
})

test('SIGTERM is a way to quit', async ({ application, desktop }) => {
  const all = treeOf(desktop.pid)
  const main = application.process()
  const ended = once(main, 'exit')
  main.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  await expect.poll(() => stillRunning(all)).toEqual([])
})

/** Electron itself refuses root without it; the stand-in passes on no such flag. */
function sandboxFlags(): readonly string[] {
  return desktopRuntime().kind === 'electron' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
