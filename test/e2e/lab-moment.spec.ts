import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, pidOf, reportOf, run, stop, writeProgram } from './lab-helpers.ts'
import { waiting } from './lab-programs.ts'

const sliderOf = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' })

/** @returns what the slider shows: the moment, and the end of its way, seconds; and what the number beside it says */
const shownBy = async (page: Page) =>
  sliderOf(page).evaluate((slider: HTMLInputElement) => ({
    at: slider.valueAsNumber / 1_000_000,
    max: Number(slider.max) / 1_000_000,
    told: Number.parseFloat(document.querySelector('.cursor-time')?.textContent ?? ''),
  }))

/** Starts the lesson in which nothing happens for half a minute. @returns the last event's time, seconds */
async function runZombie(page: Page): Promise<void> {
  await openLab(page)
  await page.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await run(page)
  await expect(nodeOf(page, 'brief')).toHaveAttribute('data-state', 'zombie')
}

test('while nothing happens the slider goes on with the clock of the run, and every moment since is reached', async ({
  app,
}) => {
  await runZombie(app)
  await expect.poll(async () => (await shownBy(app)).max).toBeGreaterThan(4)
  const live = await shownBy(app)
  expect(live.at).toBe(live.max)
  expect(Math.abs(live.told - live.max)).toBeLessThan(0.002)
  // A hundredth back, not to the last event.
  await sliderOf(app).press('ArrowLeft')
  const back = await shownBy(app)
  expect(back.at).toBeGreaterThan(3.9)
  expect(back.at).toBeLessThan(back.max)
  await expect(nodeOf(app, 'brief')).toHaveAttribute('data-state', 'zombie')
  // The moment rests; the time that passes goes on behind it.
  await expect.poll(async () => (await shownBy(app)).max).toBeGreaterThan(back.max + 1)
  expect((await shownBy(app)).at).toBe(back.at)
  // Its end is live again.
  await sliderOf(app).press('End')
  await expect(app.getByRole('button', { name: 'Live', exact: true })).toBeDisabled()
  await expect.poll(async () => (await shownBy(app)).at).toBeGreaterThan(back.max + 1)
  await sliderOf(app).press('PageDown')
  await app.getByRole('button', { name: 'Live', exact: true }).click()
  await expect.poll(async () => (await shownBy(app)).at).toBeGreaterThan(back.max + 1)
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
  const ended = await shownBy(app)
  expect(ended.at).toBe(ended.max)
  await sliderOf(app).press('Home')
  await expect.poll(async () => (await shownBy(app)).max).toBe(ended.max)
})

test('a page that is loaded again has the clock of its run, not that of the last event', async ({ app }) => {
  await runZombie(app)
  await expect.poll(async () => (await shownBy(app)).max).toBeGreaterThan(6)
  const { max } = await shownBy(app)
  app.once('dialog', (dialog) => void dialog.accept())
  await app.reload()
  await expect(nodeOf(app, 'brief')).toHaveAttribute('data-state', 'zombie')
  // Until it was told: so long it would take from the last event on.
  await expect.poll(async () => (await shownBy(app)).max, { timeout: 3000 }).toBeGreaterThan(max)
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
})

test('the clock of a run draws the slider again, not the stage around it', async ({ app }) => {
  await runZombie(app)
  const { max } = await shownBy(app)
  await app.evaluate(() => {
    const kept = window as Window & { changed?: Record<string, number> }
    const changed: Record<string, number> = (kept.changed = {})
    const stage = document.querySelector('.stage-side')
    if (stage === null) throw new Error('There is no stage.')
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const name = element?.className ?? ''
        changed[name] = (changed[name] ?? 0) + 1
      }
    }).observe(stage, { subtree: true, childList: true, attributes: true, characterData: true })
  })
  await expect.poll(async () => (await shownBy(app)).max).toBeGreaterThan(max + 2)
  const changed = await app.evaluate(() => (window as Window & { changed?: Record<string, number> }).changed ?? {})
  expect(Object.keys(changed).toSorted()).toEqual(['number cursor-time', 'scrub'])
  const passed = (await shownBy(app)).max - max
  // Ten times a second.
  expect(changed['number cursor-time']).toBeLessThan(passed * 12)
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
})

test('the other button opens the menu of the lane that it is pressed on, as on its label', async ({ app }) => {
  await writeProgram(app, waiting)
  await run(app)
  await expect(nodeOf(app, 'patient')).toHaveAttribute('data-state', 'sleeping')
  const pid = await pidOf(app, 'patient')
  const label = await app.locator(`[data-lane="${pid}"]`).boundingBox()
  const canvas = app.locator('.timeline canvas')
  const drawn = await canvas.boundingBox()
  if (label === null || drawn === null) throw new Error('There is no timeline.')
  const position = { x: drawn.width * 0.2, y: label.y - drawn.y + 10 }
  await canvas.click({ button: 'right', position })
  const menu = app.getByRole('menu', { name: new RegExp(`patient \\(${pid}\\)`) })
  await expect(menu).toBeVisible()
  await expect(nodeOf(app, 'patient')).toHaveAttribute('aria-selected', 'true')
  // It shows no other moment.
  await expect(app.getByRole('button', { name: 'Live', exact: true, includeHidden: true })).toBeDisabled()
  await app.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  // No lane is there.
  await canvas.click({ button: 'right', position: { x: position.x, y: 6 } })
  await expect(app.getByRole('menu')).toHaveCount(0)
  // Near the edge it has no room beside the pointer: it is no entry's place all the same.
  const right = { x: drawn.width * 0.9, y: position.y }
  await canvas.click({ button: 'right', position: right })
  const box = await menu.boundingBox()
  if (box === null) throw new Error('There is no menu.')
  const pointer = drawn.y + right.y
  expect(box.y >= pointer || box.y + box.height <= pointer).toBe(true)
  await app.getByRole('menuitem', { name: 'Send SIGTERM' }).click()
  await expect(nodeOf(app, 'patient')).toContainText('SIGTERM')
  await expect(reportOf(app)).toBeVisible()
})

test('800 pixels wide: what a check shows comes into sight, lanes and moment', async ({ app }) => {
  await app.setViewportSize({ width: 800, height: 800 })
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('1')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const check = app.locator('.checks li').last()
  await check.getByText('Evidence').click()
  await check.getByRole('button', { name: /Show me/ }).click()
  const lanes = app.locator('.lane-labels button')
  await expect(lanes).toHaveCount(2)
  for (const lane of await lanes.all()) {
    await expect(lane).toBeInViewport({ ratio: 1 })
    // Nothing covers it.
    await lane.click({ trial: true, timeout: 2000 })
  }
  await expect(nodeOf(app, 'brief')).toBeInViewport({ ratio: 1 })
  await expect(sliderOf(app)).toBeInViewport({ ratio: 1 })
  // What is in sight already stays where it is.
  await app.setViewportSize({ width: 800, height: 1600 })
  await check.getByRole('button', { name: /Show me/ }).scrollIntoViewIfNeeded()
  const before = await check.boundingBox()
  await check.getByRole('button', { name: /Show me/ }).click()
  expect(await check.boundingBox()).toEqual(before)
})
