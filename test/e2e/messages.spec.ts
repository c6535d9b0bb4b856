import { spawn, type ChildProcess } from 'node:child_process'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { seriousForAxe } from './serious-for-axe.ts'
import { openLab } from './lab-helpers.ts'

const started: ChildProcess[] = []
test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

const toasts = (app: Page) => app.locator('.toast')

/** Selects a process of the test's own, alone in the table. */
async function select(app: Page): Promise<number> {
  const child = spawn('sleep', ['655'], { stdio: 'ignore' })
  started.push(child)
  const pid = child.pid ?? 0
  await app.getByRole('button', { name: 'List' }).click()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${pid} or pid = ${process.pid}`)
  await app.locator(`[role=row][data-pid="${pid}"]`).click()
  return pid
}

/** Copies what is selected: each time a message comes. */
const copy = (app: Page) => app.keyboard.press('Control+c')

test('messages: the newest on top, three at most, as long as somebody is at them', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const pid = await select(app)
  await app.clock.install()
  for (let n = 1; n <= 4; n += 1) {
    await copy(app)
    await expect(toasts(app)).toHaveCount(Math.min(n, 3))
  }
  await app.locator(`[role=row][data-pid="${process.pid}"]`).click({ modifiers: ['Control'] })
  await copy(app)
  await expect(toasts(app).first()).toContainText('2 processes')
  // Who points at them holds them, however long the rest takes.
  await toasts(app).first().hover()
  expect(await seriousForAxe(app)).toEqual([])
  await app.clock.fastForward(60_000)
  await expect(toasts(app)).toHaveCount(3)
  // By keyboard: to the newest, each away by Escape, and back to the row.
  await app.locator(`[role=row][data-pid="${pid}"]`).focus()
  await app.keyboard.press('F8')
  await expect(toasts(app).first().getByRole('button', { name: 'Dismiss' })).toBeFocused()
  await app.mouse.move(300, 300)
  await app.clock.fastForward(60_000)
  await expect(toasts(app)).toHaveCount(3)
  await app.keyboard.press('Escape')
  await expect(toasts(app)).toHaveCount(2)
  await expect(toasts(app).first()).not.toContainText('2 processes')
  await app.keyboard.press('Escape')
  await app.keyboard.press('Escape')
  await expect(toasts(app)).toHaveCount(0)
  await expect(app.locator(`[role=row][data-pid="${pid}"]`)).toBeFocused()
  // Nobody is at it: it goes when its time is up.
  await copy(app)
  await expect(toasts(app)).toHaveCount(1)
  await app.clock.fastForward(30_000)
  await expect(toasts(app)).toHaveCount(0)
})

test('what failed stays until it is taken away', async ({ app }) => {
  await select(app)
  await app.clock.install()
  await app.evaluate(() => Reflect.set(navigator.clipboard, 'writeText', () => Promise.reject(new Error('no'))))
  await copy(app)
  await expect(toasts(app)).toHaveAttribute('data-kind', 'bad')
  await app.clock.fastForward(3_600_000)
  await toasts(app).getByRole('button', { name: 'Dismiss' }).click()
  await expect(toasts(app)).toHaveCount(0)
})

test('messages cover no button, whatever the window', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await select(app)
  await app.clock.install()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('complementary', { name: 'Details' })).toBeVisible()
  for (let n = 0; n < 3; n += 1) await copy(app)
  await expect(toasts(app)).toHaveCount(3)
  // Who is at them holds them: their time is not that of six windows.
  await app.keyboard.press('F8')
  const covered = () =>
    app.evaluate(() => {
      const boxes = [...document.querySelectorAll('.toast')].map((each) => each.getBoundingClientRect())
      // What belongs to the page at large: a list is scrolled from below them.
      const inMain = '.details .buttons button, .check-list *, .lessons button, .toolbar button'
      return [...document.querySelectorAll(`.navigation button, main :is(${inMain})`)].flatMap((control) => {
        const own = control.getBoundingClientRect()
        const isUnder = boxes.some(
          (box) => box.left < own.right && own.left < box.right && box.top < own.bottom && own.top < box.bottom,
        )
        return isUnder ? [control.textContent] : []
      })
    })
  for (const width of [800, 1280, 2560]) {
    await app.setViewportSize({ width, height: 700 })
    expect(await covered(), `${width}`).toEqual([])
  }
  await openLab(app)
  for (const width of [1101, 1280, 2560]) {
    await app.setViewportSize({ width, height: 800 })
    expect(await covered(), `lab, ${width}`).toEqual([])
  }
  await expect(toasts(app)).toHaveCount(3)
})

test('messages hide nothing of a dialog, behind which nobody can dismiss them', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await select(app)
  await app.clock.install()
  for (let n = 0; n < 3; n += 1) await copy(app)
  await expect(toasts(app)).toHaveCount(3)
  await app.keyboard.press('Control+k')
  await expect(app.getByRole('dialog')).toBeVisible()
  const layerOf = (selector: string) =>
    app.locator(selector).evaluate((element) => Number(getComputedStyle(element).zIndex))
  expect(await layerOf('.toasts')).toBeLessThan(await layerOf('.overlay'))
})
