import { expect, test } from './fixtures.ts'
import { openLab, reportOf, run } from './lab-helpers.ts'

test('in a narrow window a lesson opens at its top, whichever run is kept; what is run is brought into sight', async ({
  app,
}) => {
  await app.setViewportSize({ width: 800, height: 800 })
  await openLab(app, '21-alive-terminate-name')
  await run(app)
  await expect(app.locator('.stage')).toBeInViewport({ ratio: 0.5 })
  await expect(reportOf(app)).toBeVisible()
  await openLab(app, '28-daemon-has-no-children')
  const title = app.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('A daemon has no children')
  await app.reload()
  // The stage shows the kept run: until then nothing could have scrolled to it.
  await expect(reportOf(app)).toBeAttached()
  await expect(title).toBeInViewport()
  await openLab(app, '21-alive-terminate-name')
  await app.reload()
  await expect(reportOf(app)).toBeAttached()
  await expect(title).toBeInViewport()
  await expect(app.getByRole('button', { name: 'Run again' })).toBeEnabled()
  await expect(title).toBeInViewport()
})

for (const width of [800, 2560]) {
  test(`${width} pixels wide: evidence opens below its check, whose title stays beside its mark`, async ({ app }) => {
    await app.setViewportSize({ width, height: 1400 })
    await openLab(app, '21-alive-terminate-name')
    await run(app)
    await expect(reportOf(app)).toBeVisible()
    for (const check of await app.locator('.checks > li').all()) {
      const mark = check.locator('b')
      const opener = check.locator('summary')
      // On demand: not before.
      await expect(check.locator('details p')).toBeHidden()
      const before = await opener.boundingBox()
      const markBefore = await mark.boundingBox()
      await opener.click()
      const words = await check.locator('details p').boundingBox()
      const after = await opener.boundingBox()
      const markAfter = await mark.boundingBox()
      if (!before || !after || !words || !markBefore || !markAfter) throw new Error('Something is not shown.')
      expect(after.x).toBeCloseTo(before.x, 0)
      expect(after.y - markAfter.y).toBeCloseTo(before.y - markBefore.y, 0)
      expect(words.y).toBeGreaterThanOrEqual(after.y + after.height - 1)
    }
  })
}

test('the line of an orphan is within the picture, as wide as that is', async ({ app }) => {
  await openLab(app, '17-orphan')
  await run(app)
  await expect(app.locator('.link-broken')).toBeAttached()
  await expect(reportOf(app)).toBeVisible()
  const reach = await app.evaluate(() => {
    const box = document.querySelector('.tree-picture')?.getBoundingClientRect()
    const lines = [...document.querySelectorAll('.tree-links path')].map((path) => path.getBoundingClientRect().right)
    return { most: Math.max(...lines), end: box?.right ?? 0, window: innerWidth }
  })
  expect(reach.most).toBeLessThanOrEqual(reach.end)
  expect(reach.end).toBeLessThanOrEqual(reach.window)
})

test('who waits in the join of a queue is seen to wait: in the queue, in the graph, and as a bar', async ({ app }) => {
  await openLab(app, '38-joinable-queue')
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  await app.getByRole('button', { name: /The first consumer never says/ }).click()
  const queue = app.locator('[data-object="JoinableQueue-1"]')
  const joiners = queue.locator('dt', { hasText: 'waits in join' }).locator('xpath=following-sibling::dd[1]')
  await expect(joiners.locator('.process-link')).toHaveText([/producer-/, /producer-/, /producer-/])
  // Long before a deadlock could be found: the consumers still eat.
  await expect(app.locator('.deadlock')).toHaveCount(0)
  const graph = app.locator('.wait-graph')
  for (const name of ['producer-1', 'producer-2', 'producer-3'])
    await expect(graph).toHaveAccessibleName(new RegExp(`${name} \\(\\d+\\) waits for JoinableQueue-1`))
  await expect(reportOf(app)).toBeVisible()
  await app.getByRole('button', { name: 'As a table' }).click()
  await expect(app.getByRole('row', { name: /waits in join.*JoinableQueue-1/ })).toHaveCount(3)
})
