import type { ElectronApplication } from '@playwright/test'
import { chooseMenuItem } from './choose-menu-item.ts'
import { expect, test } from './fixtures.ts'

/** @returns the menu's labels, one line each menu */
const labels = (application: ElectronApplication) =>
  application.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map((menu) => [
      menu.label,
      ...(menu.submenu?.items ?? []).filter((item) => item.type !== 'separator').map((item) => item.label),
    ]),
  )

test('speaks the language of the settings, and changes with it', async ({ app, application }) => {
  expect(await labels(application)).toContainEqual(['Window', 'Minimize'])
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: '简体中文' }).check()
  await expect.poll(() => labels(application)).toContainEqual(['窗口', '最小化'])
  expect(JSON.stringify(await labels(application))).not.toMatch(/Window|Edit|Quit [^F]/)
  await app.getByRole('radiogroup', { name: '语言' }).getByRole('radio').first().check()
  await expect.poll(() => labels(application)).toContainEqual(['Window', 'Minimize'])
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
  await chooseMenuItem(application, 'Reload')
  await expect.poll(() => app.evaluate(() => Reflect.get(window, 'before')).catch(() => true)).toBe(undefined)
  await expect(app.getByRole('treegrid', { name: 'Processes' }).getByRole('row').nth(1)).toBeVisible()
})

test('tells about itself, minimizes and zooms', async ({ application }) => {
  await application.evaluate(({ app }) => {
    const show = app.showAboutPanel.bind(app)
    app.showAboutPanel = () => {
      Reflect.set(globalThis, 'told', true)
      app.showAboutPanel = show
    }
  })
  await chooseMenuItem(application, 'About Forkscope')
  expect(await application.evaluate(() => Reflect.get(globalThis, 'told'))).toBe(true)
  await chooseMenuItem(application, 'Minimize')
  const minimized = () => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())
  await expect.poll(minimized).toBe(true)
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore())
  await expect.poll(minimized).toBe(false)
  const zoom = () =>
    application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.zoomLevel)
  await chooseMenuItem(application, 'Zoom In')
  expect(await zoom()).toBe(0.5)
  await chooseMenuItem(application, 'Actual Size')
  expect(await zoom()).toBe(0)
})
