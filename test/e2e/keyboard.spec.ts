import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from './fixtures.ts'

const started: ChildProcess[] = []

async function start(command: string, ...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: 'ignore' })
  started.push(child)
  await once(child, 'spawn')
  return child
}

test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

test('ends a process together with its descendants, exactly as listed', async ({ app }) => {
  const shell = await start('sh', '-c', 'sleep 601 & sleep 602 & wait')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill('sleep 602')
  const row = app.locator(`[role=row][data-pid="${shell.pid}"]`)
  // A process that has just been started is still its parent's copy for a moment.
  await expect(app.getByRole('row', { name: /^sleep \d+/ }).first()).toBeVisible()
  await row.focus()
  await app.keyboard.press('Shift+Delete')
  const dialog = app.getByRole('alertdialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('checkbox').check()
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
  const listed = await dialog.getByRole('listitem').allTextContents()
  const exit = once(shell, 'exit')
  await dialog.getByRole('button', { name: /^Kill/ }).click()
  expect(await exit).toEqual([null, 'SIGKILL'])
  // Orphaned corpses wait for an init that may reap late: ended or zombie, none of them lives.
  for (const line of listed) {
    const pid = /\((\d+)\)/.exec(line)?.[1]
    await expect(
      app.locator(`[role=row][data-pid="${pid}"]:not([data-ended=true]):not([data-state=zombie])`),
    ).toHaveCount(0)
  }
})

test('keeps the focus on the selected row: through arrows, menu and dialog', async ({ app }) => {
  const { pid } = await start('sleep', '603')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  const row = app.locator(`[role=row][data-pid="${pid}"]`)
  await row.click()
  await expect(row).toBeFocused()
  await app.keyboard.press('ArrowUp')
  await expect(row).not.toBeFocused()
  await app.keyboard.press('ArrowDown')
  await expect(row).toBeFocused()
  await app.keyboard.press('Shift+F10')
  await expect(app.getByRole('menu')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(row).toBeFocused()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('alertdialog')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(row).toBeFocused()
  await app.keyboard.press('/')
  await expect(app.getByRole('combobox', { name: 'Filter processes' })).toBeFocused()
})

test('collapses and expands with the arrows, and pauses with p', async ({ app }) => {
  const { pid } = await start('sleep', '604')
  const parent = app.locator(`[role=row][data-pid="${process.pid}"]`)
  const child = app.locator(`[role=row][data-pid="${pid}"]`)
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  await expect(child).toBeVisible()
  await parent.focus()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill('')
  await parent.focus()
  await expect(parent).toHaveAttribute('aria-expanded', 'true')
  await app.keyboard.press('ArrowLeft')
  await expect(parent).toHaveAttribute('aria-expanded', 'false')
  await expect(child).toHaveCount(0)
  await app.keyboard.press('ArrowRight')
  await expect(parent).toHaveAttribute('aria-expanded', 'true')
  await app.keyboard.press('p')
  await expect(app.getByRole('button', { name: 'Resume' })).toBeVisible()
})

test('covers what looks like a secret until it is asked for', async ({ app }) => {
  const { pid } = await start(process.execPath, '-e', 'setTimeout(() => {}, 1e6)', '--', '--password=correct-horse')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  const row = app.locator(`[role=row][data-pid="${pid}"]`)
  await row.click()
  const details = app.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('--password=')
  await expect(app.locator('body')).not.toContainText('correct-horse')
  await details.getByRole('button', { name: 'Reveal', exact: true }).click()
  await expect(details).toContainText('--password=correct-horse')
})
