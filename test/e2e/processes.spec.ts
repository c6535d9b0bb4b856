import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const started: ChildProcess[] = []

/** A process that this test started; it is ended afterwards whatever happens. */
async function sleeper(): Promise<{ readonly pid: number; readonly exit: Promise<unknown[]> }> {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  started.push(child)
  const exit = once(child, 'exit')
  await once(child, 'spawn')
  return { pid: child.pid ?? 0, exit }
}

test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

const rowOf = (page: Page, pid: number) =>
  page.getByRole('treegrid', { name: 'Processes' }).getByRole('row', { name: new RegExp(`sleep ${pid}\\b`) })

test('finds a process, terminates it and sees it go', async ({ app }) => {
  const { pid, exit } = await sleeper()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  await rowOf(app, pid).click()
  await app.keyboard.press('Delete')
  const dialog = app.getByRole('alertdialog')
  await expect(dialog).toContainText(`Terminate sleep (${pid})?`)
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Terminate' }).click()
  await expect(rowOf(app, pid)).toHaveAttribute('data-ended', 'true')
  expect(await exit).toEqual([null, 'SIGTERM'])
  await expect(app.getByRole('status').filter({ hasText: `sleep (${pid}) has ended` })).toBeVisible()
  await expect(rowOf(app, pid)).toHaveCount(0)
})

test('cancels safely: nothing is signalled', async ({ app }) => {
  const { pid } = await sleeper()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  await rowOf(app, pid).click()
  await app.keyboard.press('Shift+Delete')
  await expect(app.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('alertdialog')).toHaveCount(0)
  expect(() => process.kill(pid, 0)).not.toThrow()
})

test('reports a target that ended while the dialog was open, and signals nobody', async ({ app }) => {
  const { pid, exit } = await sleeper()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  await rowOf(app, pid).click()
  await app.keyboard.press('Shift+Delete')
  const dialog = app.getByRole('alertdialog')
  await expect(dialog.getByRole('listitem')).toContainText(String(pid))
  process.kill(pid, 'SIGKILL')
  await exit
  await expect(dialog.getByRole('listitem')).toContainText('has ended meanwhile')
  await expect(dialog.getByRole('button', { name: 'Kill' })).toBeDisabled()
})

test('keeps the selection through sorting, and moves with the arrows', async ({ app }) => {
  const { pid } = await sleeper()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill('sleep')
  await rowOf(app, pid).click()
  await app.getByRole('columnheader', { name: 'Memory' }).getByRole('button').click()
  await expect(app.getByRole('columnheader', { name: 'Memory' })).toHaveAttribute('aria-sort', 'descending')
  await expect(rowOf(app, pid)).toHaveAttribute('aria-selected', 'true')
  await app.getByRole('treegrid').focus()
  await app.keyboard.press('Home')
  await expect(app.getByRole('treegrid').getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true')
})

test('keeps ancestors of a match visible', async ({ app }) => {
  const { pid } = await sleeper()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  await expect(rowOf(app, pid)).toBeVisible()
  const parent = app.locator(`[role=row][data-pid="${process.pid}"]`)
  await expect(parent).toHaveAttribute('data-context', 'true')
})

test('shows a stopped process under its chip', async ({ app }) => {
  const { pid } = await sleeper()
  process.kill(pid, 'SIGSTOP')
  await app.getByRole('button', { name: /^Stopped/ }).click()
  await expect(rowOf(app, pid)).toHaveAttribute('data-state', 'stopped')
})

test.describe('read-only', () => {
  test.use({ serveArguments: ['--read-only'] })
  test('offers nothing that ends a process', async ({ app }) => {
    const { pid } = await sleeper()
    await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
    await rowOf(app, pid).click()
    const kill = app.locator('.toolbar').getByRole('button', { name: 'Kill' })
    await expect(kill).toBeDisabled()
    // The sentence that says why pushes no button away.
    await expect(app.locator('.toolbar')).toContainText('Read-only')
    const top = async (of: Locator): Promise<number | undefined> => (await of.boundingBox())?.y
    expect(await top(kill)).toBe(await top(app.getByRole('button', { name: 'Pause' })))
    await app.keyboard.press('Delete')
    await expect(app.getByRole('alertdialog')).toHaveCount(0)
  })
})
