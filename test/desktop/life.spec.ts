import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stillRunning, treeOf } from '../helpers/os-processes.ts'
import { openLesson } from '../helpers/open-lesson.ts'
import { chooseMenuItem } from './choose-menu-item.ts'
import { expect, test } from './fixtures.ts'
import { environment, root, sandboxFlags, startDesktop } from './start-desktop.ts'

test('a second start hands over to the first one, and ends', async ({ application, desktop }) => {
  await application.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window === undefined) throw new Error('There is no window.')
    window.minimize()
    const focus = window.focus.bind(window)
    window.focus = () => {
      Reflect.set(globalThis, 'focused', true)
      window.focus = focus
      focus()
    }
  })
  const second = spawn(application.process().spawnfile, [...sandboxFlags, root], {
    stdio: 'ignore',
    env: environment(desktop.folder),
  })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect.poll(() => application.evaluate(() => Reflect.get(globalThis, 'focused'))).toBe(true)
  const windows = await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
  )
  expect(windows).toEqual([false])
  expect(stillRunning(treeOf(desktop.pid)).length).toBeGreaterThan(0)
})

test('keeps bounds and settings over a restart and over SIGTERM, in a folder that it makes', async ({
  folder: above,
}) => {
  const folder = join(above, 'of', 'its-own')
  const wanted = { x: 40, y: 30, width: 1010, height: 640 }
  const first = await startDesktop(folder)
  await first.application.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, wanted)
  await first.page.getByRole('button', { name: 'Settings' }).click()
  await first.page.getByRole('radio', { name: 'Dark' }).check()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  // The page shows it at once, before the host has it.
  await expect(() => expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('"dark"')).toPass()
  const all = treeOf(first.pid)
  const main = first.application.process()
  const ended = once(main, 'exit')
  main.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  await expect.poll(() => stillRunning(all)).toEqual([])

  const second = await startDesktop(folder)
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const bounds = await second.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await second.quit()
  expect(bounds).toEqual(wanted)
})

test('the menu quits in the middle of a lesson, and no process and no lock is left', async ({ ownDesktop, folder }) => {
  const { page, application, pid: mainPid } = ownDesktop
  await openLesson(page, '16')
  await page.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const lesson = page.locator('.run-processes li').filter({ hasText: 'MainProcess' })
  const pid = Number(await lesson.getAttribute('data-pid'))
  const all = [...treeOf(mainPid), ...treeOf(pid)]
  expect(all.some((each) => each.pid === pid)).toBe(true)
  const ended = once(application.process(), 'exit')
  await chooseMenuItem(application, 'Quit Forkscope').catch(() => {
    // It may be gone before it can answer.
  })
  expect(await ended).toEqual([0, null])
  await expect.poll(() => stillRunning(all)).toEqual([])
  expect(readdirSync(folder).filter((name) => /lock|Singleton/.test(name))).toEqual([])
})
