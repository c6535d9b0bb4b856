import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, osState, pidOf, reportOf, run, seriousOf, stop } from './lab-helpers.ts'

async function orderSleep(page: Page, seconds: string): Promise<void> {
  await openLab(page, 'program')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('command')
  await page.getByRole('textbox', { name: 'Command line' }).fill(`sleep ${seconds}`)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
}

test('runs that were left are found by whoever comes back: each is shown, and stopped', async ({ app }) => {
  const opening = app.waitForEvent('popup')
  await app.evaluate('void open(location.href)')
  const back = await opening
  await back.getByRole('treegrid').waitFor()
  // Both windows are ready before either has begun: who comes later is shown what goes on.
  await orderSleep(app, '303.5')
  await orderSleep(back, '304.5')
  await run(app)
  const left = await pidOf(app, 'MainProcess')
  await run(back)
  const later = await pidOf(back, 'MainProcess')
  await app.close()
  await back.reload()
  const others = back.locator('.other-runs')
  await expect(nodeOf(back, 'MainProcess')).toHaveAttribute('data-pid', String(later))
  await expect(others.getByRole('status')).toHaveText('Another run goes on:')
  await expect(others.getByRole('listitem')).toHaveCount(1)
  expect(await seriousOf(back)).toEqual([])
  // By keyboard: the other comes to the stage, and the one that was there goes on beside it.
  await others.getByRole('button', { name: 'Show sleep' }).press('Enter')
  await expect(nodeOf(back, 'MainProcess')).toHaveAttribute('data-pid', String(left))
  await expect(others.getByRole('listitem')).toHaveCount(1)
  expect(await osState(later)).toMatch(/[SRD]/)
  await stop(back)
  await expect(reportOf(back)).toContainText('stopped by request')
  expect(await osState(left)).toMatch(/gone|Z/)
  await others.getByRole('button', { name: 'Stop sleep' }).press('Enter')
  await expect(others).toHaveCount(0)
  expect(await osState(later)).toMatch(/gone|Z/)
})
