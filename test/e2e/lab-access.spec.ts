import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, osState, pidOf, reportOf, run, seriousOf, stop, writeProgram } from './lab-helpers.ts'
import { deadHolder } from './lab-programs.ts'

test('the keyboard alone: predict, run, look around, signal, stop', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await app.getByRole('radio', { name: 'It is not in the table' }).focus()
  await app.keyboard.press('ArrowDown')
  await expect(app.getByRole('radio', { name: 'S, sleeping' })).toBeChecked()
  await app.getByRole('button', { name: 'Run', exact: true }).focus()
  await app.keyboard.press('Enter')
  await expect(nodeOf(app, 'brief')).toHaveAttribute('data-state', 'zombie')
  const main = await pidOf(app, 'MainProcess')
  await nodeOf(app, 'MainProcess').focus()
  await app.keyboard.press('ArrowRight')
  await expect(nodeOf(app, 'brief')).toBeFocused()
  await app.keyboard.press('ArrowLeft')
  await expect(nodeOf(app, 'MainProcess')).toBeFocused()
  await expect(app.locator('.lane-labels [aria-pressed=true]')).toContainText('MainProcess')
  // The panes are moved by arrows.
  const bar = app.getByRole('separator', { name: 'Width of the text' })
  await bar.focus()
  const before = Number(await bar.getAttribute('aria-valuenow'))
  await app.keyboard.press('ArrowRight')
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 2))
  // The timeline is zoomed and brought back.
  await app.locator('.lane-labels button').first().focus()
  await app.keyboard.press('+')
  await expect(app.getByRole('button', { name: 'All', exact: true })).toBeEnabled()
  await app.keyboard.press('0')
  await expect(app.getByRole('button', { name: 'All', exact: true })).toBeDisabled()
  await nodeOf(app, 'MainProcess').focus()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('menu')).toBeVisible()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(reportOf(app)).toBeVisible()
  expect(await osState(main)).toMatch(/gone|Z/)
})

test('what runs and what is stuck: nothing serious for axe, and the checks are spoken', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('2')
  await run(app)
  await expect(app.getByRole('status').filter({ hasText: 'Checks: 5 passed, 0 failed' })).toBeAttached()
  await app.getByRole('button', { name: 'As a table' }).click()
  await app.getByRole('tab', { name: 'scenario.ts' }).click()
  expect(await seriousOf(app)).toEqual([])
  await writeProgram(app, deadHolder)
  await run(app)
  await expect(nodeOf(app, 'waiter')).toBeVisible()
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  await expect(app.getByRole('region', { name: 'Lock-1' })).toContainText('waiter')
  await nodeOf(app, 'holder').click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Send SIGKILL' }).click()
  await expect(app.locator('.deadlock')).toBeVisible()
  await expect(app.getByRole('menu')).toHaveCount(0)
  expect(await seriousOf(app)).toEqual([])
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
})

for (const width of [800, 1440, 2560]) {
  for (const language of ['en', 'zh-CN'] as const) {
    test(`${width} pixels wide in ${language}: nothing is cut off, in both themes`, async ({ app }) => {
      await app.setViewportSize({ width, height: width === 2560 ? 1440 : 900 })
      await app.getByRole('button', { name: 'Settings' }).click()
      await app.getByRole('radio', { name: language === 'en' ? 'English' : '简体中文' }).check()
      await openLab(app)
      await app.getByRole('spinbutton', { name: language === 'en' ? /busy/ : /忙碌/ }).fill('2')
      await app.getByRole('button', { name: language === 'en' ? 'Run' : '运行', exact: true }).click()
      await expect(reportOf(app)).toHaveAttribute('data-outcome', 'passed')
      await app
        .getByRole('button', { name: language === 'en' ? /Show me/ : /带我看/ })
        .first()
        .click()
      await expect(nodeOf(app, 'brief')).toHaveAttribute('data-state', 'zombie')
      for (const theme of ['light', 'dark'] as const) {
        await app.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
        await app.screenshot({ path: join('test/e2e/screenshots', `lab-${width}-${language}-${theme}.png`) })
        expect(await seriousOf(app), theme).toEqual([])
      }
      const sideways = await app.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
      expect(sideways).toBeLessThanOrEqual(0)
      // The lesson's text is there to be read.
      expect((await app.locator('article.lesson').boundingBox())?.height).toBeGreaterThan(200)
      for (const button of await app.locator('.stage-head button:visible').all()) {
        const box = await button.boundingBox()
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
      }
    })
  }
}
