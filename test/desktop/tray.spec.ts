import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ElectronApplication, Page } from '@playwright/test'
import { openLesson } from '../helpers/open-lesson.ts'
import { stillRunning, treeOf } from '../helpers/os-processes.ts'
import { expect, test } from './fixtures.ts'

/** Remembers what trays are given: neither Electron nor the stand-in can be asked for them. */
const remember = (application: ElectronApplication) =>
  application.evaluate(({ Tray }) => {
    const trays: object[] = []
    const remembered = { trays, tips: new Map<object, string>(), menus: new Map<object, object>() }
    Reflect.set(globalThis, 'remembered', remembered)
    const own = (name: 'setContextMenu' | 'setToolTip') => {
      const method: unknown = Reflect.get(Tray.prototype, name)
      if (typeof method !== 'function') throw new Error(`Trays have no ${name}.`)
      return method
    }
    const [setContextMenu, setToolTip] = [own('setContextMenu'), own('setToolTip')]
    Tray.prototype.setContextMenu = function (menu) {
      if (!trays.includes(this)) trays.push(this)
      if (menu !== null) remembered.menus.set(this, menu)
      return Reflect.apply(setContextMenu, this, [menu])
    }
    Tray.prototype.setToolTip = function (text) {
      remembered.tips.set(this, text)
      return Reflect.apply(setToolTip, this, [text])
    }
  })

/** @returns the labels of the tray's menu and its tooltip; none when there is no tray */
const trayOf = (application: ElectronApplication) =>
  application.evaluate(() => {
    const { trays, tips, menus } = Reflect.get(globalThis, 'remembered')
    const tray = trays.at(-1)
    if (tray === undefined || tray.isDestroyed()) return { labels: [], tip: '' }
    const labels = menus.get(tray).items.map(({ label, type }: { label: string; type: string }) => label || type)
    return { labels, tip: tips.get(tray) }
  })

const choose = (application: ElectronApplication, label: string) =>
  application.evaluate((_, wanted) => {
    const { trays, menus } = Reflect.get(globalThis, 'remembered')
    const item = menus.get(trays.at(-1)).items.find((each: { label: string }) => each.label === wanted)
    if (item === undefined) throw new Error(`The tray has no ${wanted}.`)
    item.click()
  }, label)

/** Waits for a call into the app that may end it before it answers. */
const mayEnd = (call: Promise<unknown>) => call.catch(() => undefined)

async function turnOn(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: 'An icon with the top processes' }).check()
}

test('is off until it is asked for, then shows the top five, in the language of the settings', async ({
  app,
  application,
}) => {
  await remember(application)
  const spinner = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
  try {
    await app.getByRole('button', { name: 'Settings' }).click()
    await expect(app.getByRole('radio', { name: 'Not there' })).toBeChecked()
    expect(await trayOf(application)).toEqual({ labels: [], tip: '' })
    await turnOn(app)
    const labels = async () => (await trayOf(application)).labels
    await expect
      .poll(async () => (await labels()).some((label: string) => label.startsWith(`node (${spinner.pid})  `)))
      .toBe(true)
    const { labels: all, tip } = await trayOf(application)
    const processes = all.slice(0, all.indexOf('separator'))
    expect(processes.length).toBeLessThanOrEqual(5)
    const shares = processes.map((label: string) => Number.parseFloat(label.split(')  ').at(-1) ?? ''))
    expect(shares).toEqual(shares.toSorted((a: number, b: number) => b - a))
    expect(tip.replaceAll('&', '&&')).toBe(processes[0])
    expect(all.slice(all.indexOf('separator'))).toEqual(['separator', 'Open Forkscope', 'Quit Forkscope'])
    await app.getByRole('radio', { name: '简体中文' }).check()
    await expect.poll(async () => (await labels()).slice(-2)).toEqual(['打开 Forkscope', '退出 Forkscope'])
    await app.getByRole('radio', { name: '不显示' }).check()
    await expect.poll(labels).toEqual([])
    // As it was: other tests have the same app.
    await app.getByRole('radiogroup', { name: '语言' }).getByRole('radio').first().check()
    await expect(app.locator('html')).toHaveAttribute('lang', 'en')
  } finally {
    spinner.kill('SIGKILL')
    await once(spinner, 'exit')
  }
})

test('keeps Forkscope when its window is closed, opens it again, and quits', async ({ ownDesktop }) => {
  const { application, page: app } = ownDesktop
  await remember(application)
  await turnOn(app)
  await expect.poll(async () => (await trayOf(application)).labels.at(-1)).toBe('Quit Forkscope')
  const windows = () => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await windows()).toBe(0)
  const opened = application.waitForEvent('window')
  await choose(application, 'Open Forkscope')
  const page = await opened
  await expect(page.getByRole('treegrid', { name: 'Processes' }).getByRole('row').nth(1)).toBeVisible()
  // A second time it is the same window.
  await choose(application, 'Open Forkscope')
  expect(await windows()).toBe(1)
  const main = application.process()
  const ended = once(main, 'exit')
  await mayEnd(choose(application, 'Quit Forkscope'))
  expect(await ended).toEqual([0, null])
})

test('a window that is closed in the middle of a lesson ends it, though Forkscope stays', async ({ ownDesktop }) => {
  const { application, page, pid: mainPid } = ownDesktop
  await remember(application)
  await turnOn(page)
  await expect.poll(async () => (await trayOf(application)).labels.at(-1)).toBe('Quit Forkscope')
  await openLesson(page, '16')
  await page.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const lesson = page.locator('.run-processes li').filter({ hasText: 'MainProcess' })
  const all = treeOf(Number(await lesson.getAttribute('data-pid')))
  expect(stillRunning(all)).not.toEqual([])
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => stillRunning(all)).toEqual([])
  expect(stillRunning(treeOf(mainPid)).map(({ pid }) => pid)).toContain(mainPid)
  // What became of it is told to who opens the window again.
  const opened = application.waitForEvent('window')
  await choose(application, 'Open Forkscope')
  const again = await opened
  await openLesson(again, '16')
  await expect(again.locator('.report[data-outcome]')).toContainText('stopped by request')
})
