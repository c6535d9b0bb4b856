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

test('finds, stops and kills, sorts, and goes to another page without a pointer', async ({ app }) => {
  const child = await start('sleep', '606')
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  const { keyboard } = app
  for (
    let presses = 0;
    presses < 30 && !(await field.evaluate((each) => each === document.activeElement));
    presses += 1
  )
    await keyboard.press('Tab')
  await expect(field).toBeFocused()
  await keyboard.type(`pid = ${child.pid}`)
  await expect(row).toBeVisible()
  await keyboard.press('Enter')
  await expect(row).toBeFocused()

  await keyboard.press('Shift+F10')
  await keyboard.type('Sus')
  await expect(app.getByRole('menuitem', { name: 'Suspend' })).toBeFocused()
  await keyboard.press('Enter')
  const dialog = app.getByRole('alertdialog')
  /** The safe button has the focus; the other one follows, once the list is made. */
  const agree = async (action: string): Promise<void> => {
    const button = dialog.getByRole('button', { name: action })
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expect(button).toBeEnabled()
    await keyboard.press('Tab')
    await expect(button).toBeFocused()
    await keyboard.press('Enter')
  }
  await agree('Suspend')
  await expect(row).toHaveAttribute('data-state', 'stopped')
  await expect(row).toBeFocused()

  const exit = once(child, 'exit')
  await keyboard.press('Shift+Delete')
  await agree('Kill')
  expect(await exit).toEqual([null, 'SIGKILL'])

  await keyboard.press('Control+f')
  await expect(field).toBeFocused()
  const title = app.getByRole('columnheader', { name: 'PID' }).getByRole('button')
  for (
    let presses = 0;
    presses < 40 && !(await title.evaluate((each) => each === document.activeElement));
    presses += 1
  )
    await keyboard.press('Tab')
  await expect(title).toBeFocused()
  await keyboard.press('ArrowLeft')
  await keyboard.press('Enter')
  await expect(app.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  await keyboard.press('Control+k')
  await keyboard.type('Machine')
  await keyboard.press('Enter')
  await expect(app.getByRole('main')).toContainText('Load average')
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
