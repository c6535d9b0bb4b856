import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, reportOf, run } from './lab-helpers.ts'

const separators = (app: Page) => app.getByRole('separator')
const shares = (app: Page) => separators(app).evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-valuenow')))

test('panes are resized by pointer and by keys, and stay so', async ({ app }) => {
  await openLab(app)
  await expect(separators(app)).toHaveCount(3)
  for (const bar of await separators(app).all()) {
    const box = await bar.boundingBox()
    if (box === null) throw new Error('The bar is not on the page.')
    const sideways = (await bar.getAttribute('aria-orientation')) === 'vertical'
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await app.mouse.move(x, y)
    await app.mouse.down()
    await app.mouse.move(x + (sideways ? 60 : 0), y + (sideways ? 0 : 40), { steps: 4 })
    await app.mouse.up()
    const now = await bar.boundingBox()
    expect(Math.abs((now?.x ?? 0) - box.x - (sideways ? 60 : 0))).toBeLessThan(2)
    expect(Math.abs((now?.y ?? 0) - box.y - (sideways ? 0 : 40))).toBeLessThan(2)
    const share = Number(await bar.getAttribute('aria-valuenow'))
    await bar.press('ArrowRight')
    await bar.press('ArrowDown')
    await expect(bar).toHaveAttribute('aria-valuenow', String(share + 4))
  }
  const before = await shares(app)
  await app.reload()
  await expect(separators(app)).toHaveCount(3)
  expect(await shares(app)).toEqual(before)
})

test('in the smallest panes nothing lies over anything else', async ({ app }) => {
  await openLab(app)
  for (const key of ['Home', 'End']) {
    for (const bar of await separators(app).all()) await bar.press(key)
    const parts = ['.tree-picture, .stage .empty', '.timeline > .line', '.playback', '.stage-below .tab-list']
    const covered = await app.evaluate((selectors) => {
      /** Of an element, what its scrolling ancestors leave to be seen. */
      const visible = (element: Element) => {
        const box = element.getBoundingClientRect()
        let [top, bottom] = [box.top, box.bottom]
        for (let above = element.parentElement; above !== null; above = above.parentElement) {
          if (getComputedStyle(above).overflowY === 'visible') continue
          const limit = above.getBoundingClientRect()
          top = Math.max(top, limit.top)
          bottom = Math.min(bottom, limit.bottom)
        }
        return { top, bottom }
      }
      const boxes = selectors.flatMap((selector) => {
        const found = document.querySelector(selector)
        const box = found === null ? undefined : visible(found)
        return box === undefined || box.bottom <= box.top ? [] : [{ selector, ...box }]
      })
      return boxes.slice(1).flatMap((box, index) => {
        const above = boxes[index]
        return above !== undefined && box.top < above.bottom - 1 ? [`${box.selector} over ${above.selector}`] : []
      })
    }, parts)
    expect(covered, key).toEqual([])
  }
})

test('with reduced motion nothing moves by itself', async ({ app }) => {
  await app.emulateMedia({ reducedMotion: 'reduce' })
  const moving = () =>
    app.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(element)
        const lasts = transitionDuration.split(',').some((duration) => Number.parseFloat(duration) > 0)
        const moves =
          (lasts && transitionProperty !== 'none') || animationName !== 'none' || scrollBehavior === 'smooth'
        return moves ? [`${element.tagName}.${element.getAttribute('class')}`] : []
      }),
    )
  expect(await moving()).toEqual([])
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('1')
  await run(app)
  await expect(nodeOf(app, 'brief')).toBeVisible()
  expect(await moving()).toEqual([])
  await expect(reportOf(app)).toBeVisible()
  expect(await moving()).toEqual([])
})

test('a replay is as fast as it was chosen to be', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('1')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const moment = app.getByRole('slider', { name: 'Moment of the run' })
  const lengthMs = Number(await moment.getAttribute('max')) / 1000
  /** How long the page takes from the beginning of the run to that part of it. */
  const takes = async (speed: string, part: number): Promise<number> => {
    await app.getByRole('combobox', { name: 'Speed of the replay' }).selectOption(speed)
    await moment.press('Home')
    return app.evaluate(async (until) => {
      const button = [...document.querySelectorAll('button')].find((each) => each.textContent?.includes('Replay'))
      const slider = document.querySelector<HTMLInputElement>('.scrub')
      if (button === undefined || slider === null) throw new Error('There is no replay.')
      const began = performance.now()
      button.click()
      while (slider.valueAsNumber < until * Number(slider.max)) await new Promise(requestAnimationFrame)
      return performance.now() - began
    }, part)
  }
  // A busy machine makes it late, never early.
  expect(await takes('4', 1)).toBeGreaterThan(lengthMs / 4 - 50)
  await expect(app.getByRole('button', { name: 'Replay' })).toBeVisible()
  expect(await takes('4', 1)).toBeLessThan(lengthMs)
  expect(await takes('0.25', 0.1)).toBeGreaterThan(lengthMs * 0.4 - 50)
})
