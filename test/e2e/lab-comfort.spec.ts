import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, reportOf, run, writeProgram } from './lab-helpers.ts'

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
    /** How far it is from where it was let go, in pixels. */
    const off = async (): Promise<number> => {
      const now = await bar.boundingBox()
      const [byX, byY] = [(now?.x ?? 0) - box.x, (now?.y ?? 0) - box.y]
      return Math.max(Math.abs(byX - (sideways ? 60 : 0)), Math.abs(byY - (sideways ? 0 : 40)))
    }
    await expect.poll(off).toBeLessThan(2)
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
    const covered = () =>
      app.evaluate((selectors) => {
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
    await expect.poll(covered, key).toEqual([])
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

test('four generations stand side by side at 1280 pixels, and no pid is cut', async ({ app }) => {
  await openLab(app, '08-family-tree')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  await expect(nodeOf(app, 'grandchild')).toBeVisible()
  const cut = () =>
    app.evaluate(() =>
      [...document.querySelectorAll('.stage .number, .stage small')].flatMap((each) => {
        const own = each.getBoundingClientRect()
        if (own.width === 0) return []
        for (let above = each.parentElement; above !== null && above.matches('.stage *'); above = above.parentElement) {
          const { overflowX, clipPath } = getComputedStyle(above)
          const box = above.getBoundingClientRect()
          if (clipPath === 'none' && overflowX !== 'visible' && own.right > box.right + 1) return [each.outerHTML]
        }
        return []
      }),
    )
  for (const width of [1280, 1440, 2560]) {
    await app.setViewportSize({ width, height: 800 })
    await expect.poll(cut, `${width}`).toEqual([])
  }
})

test('the output is at its end when one comes back to it, and stays where one scrolled to', async ({ app }) => {
  await writeProgram(app, 'for (let n = 0; n < 90; n += 1) console.log(`line ${n}`)\n')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const output = app.getByRole('log', { name: 'Output' })
  const fromEnd = () => output.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)
  await expect(output).toContainText('line 89')
  await expect.poll(fromEnd).toBeLessThan(1)
  await app.locator('.navigation button').first().click()
  await app.getByRole('treegrid').waitFor()
  await app.locator('.navigation button').nth(2).click()
  await expect(output).toContainText('line 89')
  await expect.poll(fromEnd).toBeLessThan(1)
  await app.setViewportSize({ width: 1280, height: 640 })
  await expect.poll(fromEnd).toBeLessThan(1)
  // Who reads further up is not called away.
  await output.evaluate((box) => box.scrollTo(0, 400))
  await expect(output).toContainText('line 25')
  await app.setViewportSize({ width: 1280, height: 600 })
  await expect.poll(() => output.evaluate((box) => box.scrollTop)).toBe(400)
})

/** A finished run of many, as a file that is opened: nothing is drawn again because it goes on. */
function savedRun(children: number): Buffer {
  const started = { kind: 'process-started', daemon: false }
  const events = [
    { kind: 'run-started', t: 0, pid: 10, run: 'r', lesson: 'program', parameters: {} },
    { ...started, t: 1, pid: 20, ppid: 10, name: 'MainProcess', role: 'main' },
    ...Array.from({ length: children }, (_, n) => {
      return { ...started, t: n + 2, pid: 100 + n, ppid: 20, name: `p${n}`, role: 'child' }
    }),
    ...[1, 9_999_000, 10_000_000, 3_600_000_000].map((t) => {
      return { kind: 'output', t, pid: 100, stream: 'stdout', text: `at ${t}` }
    }),
  ]
  return Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
}
async function openSaved(app: Page, children: number): Promise<void> {
  await openLab(app, 'program')
  const file = { name: 'many.jsonl', mimeType: 'application/jsonl', buffer: savedRun(children) }
  await app.getByLabel('Open a saved run …').setInputFiles(file)
  await expect(app.getByRole('treeitem')).toHaveCount(children + 1)
}

test('a window that grows shows the names of all lanes, with their signals', async ({ app }) => {
  await app.setViewportSize({ width: 1280, height: 700 })
  await openSaved(app, 20)
  const labels = app.locator('.lane-labels button')
  await expect(labels.filter({ hasText: 'p19' })).toHaveCount(0)
  await app.setViewportSize({ width: 2560, height: 2800 })
  await expect(labels.filter({ hasText: 'p19' })).toBeVisible()
  await expect(labels).toHaveCount(21)
})

test('the columns of the output stay in line when the seconds get another digit', async ({ app }) => {
  await openSaved(app, 2)
  const names = app.locator('.console li b')
  await expect(names).toHaveCount(4)
  const lefts = await names.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left))
  expect(new Set(lefts).size).toBe(1)
})

test('whatever its share, no pane cuts what it holds', async ({ app }) => {
  // It is loaded nine times.
  test.slow()
  /** @returns of these elements, those that are not wholly in sight or are wider than their place */
  const cut = () =>
    app.evaluate(() => {
      const isCut = (element: Element): boolean => {
        const { left, right, bottom } = element.getBoundingClientRect()
        for (let above = element.parentElement; above !== null; above = above.parentElement) {
          if (getComputedStyle(above).overflowX === 'visible') continue
          const limit = above.getBoundingClientRect()
          const inSight = !above.matches('.stage *') || bottom < limit.bottom + 1
          if (left < limit.left - 1 || right > limit.right + 1 || !inSight) return true
        }
        return false
      }
      const parts = document.querySelectorAll('.playback > *, .lesson select, .lesson input, .predicted dd')
      const wide = [...document.querySelectorAll('.lesson')].filter((each) => each.scrollWidth > each.clientWidth)
      return [...[...parts].filter((each) => !each.matches('.hidden') && isCut(each)), ...wide].map(
        ({ tagName, className }) => `${tagName}.${className}`,
      )
    })
  await app.setViewportSize({ width: 1280, height: 900 })
  for (const share of ['20', '40', '70']) {
    await app.evaluate((to) => localStorage.setItem('forkscope.lab.text', to), share)
    for (const lesson of ['37-producer-consumer', '03-address-spaces', 'program']) {
      await openLab(app, lesson)
      await app.reload()
      await expect(app.locator('.playback')).toBeVisible()
      for (const bar of ['Height of the tree', 'Height of the stage']) {
        for (const key of ['Home', 'End']) {
          await app.getByRole('separator', { name: bar }).press(key)
          await expect.poll(cut, `${lesson}, text ${share} %, ${bar}: ${key}`).toEqual([])
        }
      }
    }
  }
})

test('a link to a lesson opens it, also when the own program was open last', async ({ app }) => {
  await openLab(app, 'program')
  await expect(app.getByRole('textbox', { name: 'Your program' })).toBeVisible()
  await app.evaluate(() => history.replaceState(undefined, '', '#/lab/37-producer-consumer'))
  await app.reload()
  await expect(app.getByRole('heading', { level: 1, name: 'Producers and consumers' })).toBeVisible()
  await expect(app).toHaveURL(/#\/lab\/37-producer-consumer$/)
  await expect(app.locator('.unknown-lesson')).toHaveCount(0)
})
