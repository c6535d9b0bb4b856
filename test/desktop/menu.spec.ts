import { once } from 'node:events'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** @returns the menu's labels, one line each menu */
const labels = (application: ElectronApplication) =>
  application.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map((menu) => [
      menu.label,
      ...(menu.submenu?.items ?? []).filter((item) => item.type !== 'separator').map((item) => item.label),
    ]),
  )

/** Clicks an item as a person does. */
const choose = (application: ElectronApplication, label: string) =>
  application.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => menu.submenu?.items ?? [])
    const item = items.find((each) => each.label === wanted)
    const window = BrowserWindow.getAllWindows()[0]
    if (item === undefined || window === undefined) throw new Error(`The menu has no ${wanted}.`)
    item.click({}, window, window.webContents)
  }, label)

test('speaks the language of the settings, and changes with it', async ({ app, application }) => {
  expect(await labels(application)).toContainEqual(['Window', 'Minimize'])
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: '简体中文' }).check()
  await expect.poll(() => labels(application)).toContainEqual(['窗口', '最小化'])
  expect(JSON.stringify(await labels(application))).not.toMatch(/Window|Edit|Quit [^F]/)
})

test('the window frame follows the theme of the settings', async ({ app, application }) => {
  const theme = () => application.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  expect(await theme()).toBe('system')
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(theme).toBe('dark')
  await app.getByRole('radio', { name: 'As the system' }).last().check()
  await expect.poll(theme).toBe('system')
})

test('reloads: the former streams end, the table flows again', async ({ app, application }) => {
  await app.evaluate(() => Reflect.set(window, 'before', true))
  await choose(application, 'Reload')
  await expect.poll(() => app.evaluate(() => Reflect.get(window, 'before')).catch(() => true)).toBe(undefined)
  await expect(app.getByRole('treegrid', { name: 'Processes' }).getByRole('row').nth(1)).toBeVisible()
})

test('tells about itself, minimizes and zooms', async ({ application }) => {
  await application.evaluate(({ app }) => {
    app.showAboutPanel = () => Reflect.set(globalThis, 'told', true)
  })
  await choose(application, 'About Forkscope')
  expect(await application.evaluate(() => Reflect.get(globalThis, 'told'))).toBe(true)
  const zoom = () =>
    application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.zoomLevel)
  await choose(application, 'Zoom In')
  expect(await zoom()).toBe(0.5)
  await choose(application, 'Actual Size')
  expect(await zoom()).toBe(0)
})

test('quits', async ({ application }) => {
  const main = application.process()
  const ended = once(main, 'exit')
  await choose(application, 'Quit Forkscope').catch(() => {
    // It may be gone before it can answer.
  })
  expect(await ended).toEqual([0, null])
})
