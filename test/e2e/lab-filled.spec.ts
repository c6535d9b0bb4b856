import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, reportOf, run, stop, writeProgram } from './lab-helpers.ts'

for (const width of [800, 1280]) {
  test(`${width} pixels wide: in the filled window one’s own program is run and stopped, and said not to run`, async ({
    app,
  }) => {
    await app.setViewportSize({ width, height: 800 })
    await writeProgram(app, 'const = 2\n')
    const fill = app.getByRole('button', { name: 'Fill the window' })
    await fill.click()
    await expect(app.locator('.lesson')).toBeHidden()
    await run(app)
    await expect(app.locator('.mistakes')).toContainText('Line 1')
    await app.keyboard.press('Escape')
    await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
    await app.getByRole('textbox', { name: 'Command line' }).fill('sleep 296.5')
    await fill.click()
    const [start, end] = ['Run', 'Stop'].map((name) => app.getByRole('button', { name, exact: true }))
    if (!start || !end) throw new Error('It has neither.')
    await expect(start).toBeInViewport({ ratio: 1 })
    await start.press('Enter')
    await expect(nodeOf(app, 'MainProcess')).toHaveAttribute('data-state', 'sleeping')
    await expect(end).toBeFocused()
    await end.press('Enter')
    await expect(reportOf(app)).toContainText('stopped by request')
    await expect(start).toBeFocused()
    // What has the focus goes to another place: it is found again where the window was filled.
    await app.keyboard.press('Escape')
    await expect(app.locator('.lesson')).toBeVisible()
    await expect(fill).toBeFocused()
    await expect(fill).toHaveAttribute('aria-pressed', 'false')
  })
}

test('Escape leaves the filled window, unless a menu or a dialog takes it; what has the focus keeps it', async ({
  app,
}) => {
  await openLab(app)
  const fill = app.getByRole('button', { name: 'Fill the window' })
  const filled = app.locator('.lab[data-wide]')
  await fill.click()
  await app.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await run(app)
  await expect(nodeOf(app, 'brief')).toHaveAttribute('data-state', 'zombie')
  await nodeOf(app, 'brief').press('Enter')
  const menu = app.getByRole('menu', { name: 'Send a signal to brief' })
  await expect(menu).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(filled).toHaveCount(1)
  await app.keyboard.press('Control+k')
  await expect(app.getByRole('dialog')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await expect(filled).toHaveCount(1)
  await nodeOf(app, 'brief').focus()
  await app.keyboard.press('Escape')
  await expect(filled).toHaveCount(0)
  await expect(nodeOf(app, 'brief')).toBeFocused()
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
})

test('that somebody is still there is said of a signal as long as it is so', async ({ app }) => {
  await openLab(app, 'program')
  await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
  await app.getByRole('textbox', { name: 'Command line' }).fill('sleep 295.5')
  await run(app)
  await nodeOf(app, 'MainProcess').press('Enter')
  await app.getByRole('menuitem', { name: /SIGCONT/ }).click()
  const told = app.locator('.signal-result')
  await expect(told).toContainText(/SIGCONT was sent to MainProcess \(\d+\); it is still there/)
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
  await expect(told).not.toContainText('still there')
})

test('while nobody knows whether the lesson still runs, its answers stay closed', async ({ page, host }) => {
  let isAway = false
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/rpc$/, async (socket) => {
    if (isAway) return socket.close()
    open.add(socket)
    socket.connectToServer()
  })
  await page.goto(host.url)
  await page.getByRole('treegrid').waitFor()
  await openLab(page)
  await page.getByRole('spinbutton', { name: /busy/ }).fill('30')
  const asked = page.getByRole('region', { name: 'What do you expect?' })
  await asked.getByRole('radio', { name: 'S, sleeping' }).check()
  await run(page)
  await expect(nodeOf(page, 'brief')).toHaveAttribute('data-state', 'zombie')
  isAway = true
  for (const socket of open) await socket.close()
  await expect(page.locator('.stage-report [role=alert]')).toContainText('What runs goes on')
  await expect(asked.getByRole('status')).toHaveText(/^Whether it still runs/)
  for (const radio of await asked.getByRole('radio').all()) await expect(radio).toBeDisabled()
  isAway = false
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(asked.getByRole('status')).toHaveText(/^It runs/)
  await expect(asked.getByRole('radio').first()).toBeDisabled()
  await stop(page)
  await expect(page.getByRole('region', { name: 'Expected and measured' })).toContainText('S, sleeping')
})

test('1280 pixels wide: a node shows how it ended before all else', async ({ app }) => {
  await openLab(app, '27-daemon')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const ends = app.getByRole('treeitem').locator('.exit')
  await expect(ends).toHaveText(['exit 0', 'exit 0', 'SIGTERM', 'SIGTERM'])
  const cut = await ends.evaluateAll((all) =>
    all.filter((end) => {
      const line = end.parentElement?.getBoundingClientRect()
      return line === undefined || end.getBoundingClientRect().right > line.right + 0.5
    }),
  )
  expect(cut).toEqual([])
})

test('the chart of a queue has a scale: nothing, the most it held, and the time of the run', async ({ app }) => {
  await openLab(app, 'program')
  await app.getByRole('combobox', { name: 'Start from' }).selectOption('queue')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  await app.getByRole('tab', { name: 'Shared objects' }).click()
  const chart = app.locator('.queue-chart')
  await expect(chart).toHaveAccessibleName(/^How many items Queue-1 held from 0 s to \d\.\d{3} s; 3 at most$/)
  await expect(chart.locator('.counts > span')).toHaveText(['3', '0'])
  const end = await app.locator('.cursor-time').innerText()
  await expect(chart.locator('.times > span')).toHaveText(['0 s', end])
  const boxes = await Promise.all(
    [chart.locator('.counts > span').last(), chart.locator('svg')].map((each) => each.boundingBox()),
  )
  const [nothing, drawn] = boxes
  if (!nothing || !drawn) throw new Error('It is not shown.')
  expect(nothing.x + nothing.width).toBeLessThanOrEqual(drawn.x)
  expect(Math.abs(nothing.y + nothing.height / 2 - (drawn.y + 46))).toBeLessThan(3)
})
