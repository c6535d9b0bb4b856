import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { openLesson } from '../helpers/open-lesson.ts'
import { expect, test } from './fixtures.ts'

/** What the OS says, independently of Forkscope. */
async function stateOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/stat`, 'latin1')).split(') ').at(-1) ?? ''
  } catch {
    return 'gone'
  }
}

async function widen(app: Page, title: string, by: number): Promise<void> {
  const grip = await app.getByRole('columnheader', { name: title }).locator('.grip').boundingBox()
  const [x, y] = [(grip?.x ?? 0) + 4, (grip?.y ?? 0) + 10]
  await app.mouse.move(x, y)
  await app.mouse.down()
  await app.mouse.move(x + by, y, { steps: 4 })
  await app.mouse.up()
}

test('runs the zombie lesson: a real zombie, its badge, five passed checks', async ({ app }) => {
  // However deep in the tree this very test runs, there is room for what the badges say.
  await app.setViewportSize({ width: 2400, height: 800 })
  await widen(app, 'Name', 700)
  await openLesson(app, '16')
  await app.getByRole('spinbutton', { name: /busy/ }).fill('8')
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  const zombie = app.locator('.run-processes li').filter({ hasText: 'brief' })
  await expect(zombie).toContainText('zombie')
  const pid = Number(await zombie.getAttribute('data-pid'))
  expect(await stateOf(pid)).toMatch(/^Z /)

  await app.getByRole('button', { name: 'Show in the tree' }).click()
  const row = app.locator(`[role=row][data-pid="${pid}"]`)
  await expect(row).toHaveAttribute('data-state', 'zombie')
  await expect(row.locator('.badge[data-kind=zombie]')).toHaveText(/^waits for /)
  await expect(row.locator('.badge[data-kind=lab]')).toHaveText('lesson 16')

  await app.getByRole('button', { name: 'Lab' }).first().click()
  await expect(app.locator('.report')).toHaveAttribute('data-outcome', 'passed')
  await expect(app.locator('.checks [data-outcome=passed]')).toHaveCount(5)
  await expect(app.locator('.report')).toContainText('0 processes left behind')
})

test('stops a run and leaves nothing behind', async ({ app }) => {
  await openLesson(app, '16')
  await app.getByRole('spinbutton', { name: /busy/ }).fill('30')
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  const main = app.locator('.run-processes li').filter({ hasText: 'MainProcess' })
  const pid = Number(await main.getAttribute('data-pid'))
  await app.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(app.locator('.report')).toContainText('0 processes left behind')
  // Ended: whoever adopted it may take its exit status late, and kill(2) succeeds on a zombie.
  expect(await stateOf(pid)).toMatch(/^(gone|Z)/)
})
