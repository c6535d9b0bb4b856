import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { osProcesses } from '../helpers/os-processes.ts'
import { openLesson } from '../helpers/open-lesson.ts'
import { expect, test } from './fixtures.ts'

// What both hosts must do alike: the same file runs in the browser and in the desktop's window.

const started: ChildProcess[] = []

test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

test('terminates a process that was started meanwhile, and the system confirms it', async ({ app }) => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  started.push(child)
  const exit = once(child, 'exit')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await row.click()
  await app.keyboard.press('Delete')
  await app
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Terminate/ })
    .click()
  await expect(row).toHaveAttribute('data-ended', 'true')
  expect(await exit).toEqual([null, 'SIGTERM'])
  expect(osProcesses().some((each) => each.pid === child.pid)).toBe(false)
})

test('runs the zombie lesson as real processes, and its checks pass', async ({ app }) => {
  await openLesson(app, '16')
  await app.getByRole('spinbutton', { name: /busy/ }).fill('4')
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  const zombie = app.locator('.run-processes li').filter({ hasText: 'brief' })
  await expect(zombie).toContainText('zombie')
  const pid = Number(await zombie.getAttribute('data-pid'))
  expect(osProcesses().find((each) => each.pid === pid)?.state).toMatch(/^Z/)
  await expect(app.locator('.report')).toHaveAttribute('data-outcome', /./)
  // First what did not pass: a failure then says which check it was, and its evidence.
  expect(
    await app.locator('.checks [data-outcome=failed], .checks [data-outcome=inconclusive]').allTextContents(),
  ).toEqual([])
  await expect(app.locator('.report')).toHaveAttribute('data-outcome', 'passed')
  await expect(app.locator('.checks [data-outcome=passed]')).toHaveCount(5)
  await expect(app.locator('.report')).toContainText('0 processes left behind')
})

test('changes language and theme at once, and keeps them over a reload', async ({ app }) => {
  const html = app.locator('html')
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: '简体中文' }).check()
  await app.getByRole('radio', { name: '深色' }).check()
  await expect(html).toHaveAttribute('lang', 'zh-CN')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await app.reload()
  await expect(app.getByRole('heading', { name: '设置' })).toBeVisible()
  await app.getByRole('button', { name: '进程' }).click()
  await expect(app.getByRole('treegrid', { name: '进程' }).getByRole('row').nth(1)).toBeVisible()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  expect(await app.evaluate(() => getComputedStyle(document.body).colorScheme)).toContain('dark')
  // As they were: the next test may have the same app.
  await app.getByRole('button', { name: '设置' }).click()
  for (const group of ['主题', '语言']) {
    await app.getByRole('radiogroup', { name: group }).getByRole('radio').first().check()
  }
  await expect(html).toHaveAttribute('lang', 'en')
})
