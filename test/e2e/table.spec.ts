import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const crowdSize = 120
const started: ChildProcess[] = []

/** One shell with many sleepers below it, so that the table is longer than any window. */
async function crowd(): Promise<ChildProcess> {
  const script = `i=0; while [ $i -lt ${crowdSize} ]; do sleep 700 & i=$((i+1)); done; echo ready; wait`
  const shell = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  started.push(shell)
  await once(shell.stdout, 'data')
  return shell
}

/** Finds it and nobody else: the machine may have a sleeper whose pid is 700. Who comes later moves the others. */
async function showCrowd(page: Page, { pid }: ChildProcess): Promise<void> {
  await page.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${pid} or parent = ${pid}`)
  await expect(page.locator(`[role=row][aria-setsize="${crowdSize}"]`).first()).toBeVisible()
}

test.afterEach(() => {
  for (const { pid } of started.splice(0)) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
})

interface DrawnRow {
  readonly pid: number
  readonly index: number
  readonly level: number
  readonly position: number
  readonly siblings: number
  readonly top: number
}

/** What a screen reader is told of the rows that are drawn. */
const drawnRows = (page: Page): Promise<readonly DrawnRow[]> =>
  page.getByRole('treegrid').evaluate((grid) =>
    [...grid.querySelectorAll<HTMLElement>('[role=row][data-pid]')].map((row) => {
      const told = (name: string): number => Number(row.getAttribute(`aria-${name}`))
      return {
        pid: Number(row.dataset['pid']),
        index: told('rowindex'),
        level: told('level'),
        position: told('posinset'),
        siblings: told('setsize'),
        top: row.getBoundingClientRect().top,
      }
    }),
  )

test('tells screen readers the places of rows, also of those that are not drawn', async ({ app }) => {
  const shell = await crowd()
  const grid = app.getByRole('treegrid', { name: 'Processes' })
  await showCrowd(app, shell)
  await app.locator(`[role=row][data-pid="${shell.pid}"]`).focus()
  const last = app.locator('[role=row]:focus')
  await app.keyboard.press('ArrowDown')
  // The whole crowd is there, and sleeps: a shell's child is named sh until it has become its program.
  await expect(last).toHaveAttribute('aria-setsize', String(crowdSize))
  await app.keyboard.press('End')
  await expect(last).toHaveAttribute('aria-posinset', String(crowdSize))
  await expect(last).toHaveAttribute('aria-setsize', String(crowdSize))
  expect(await last.getAttribute('aria-rowindex')).toBe(await grid.getAttribute('aria-rowcount'))
  await expect(last).toHaveAttribute('aria-selected', 'true')
  await expect(last).toHaveAccessibleName(/^sleep \d+, sleeping$/)

  const rows = (await drawnRows(app)).toSorted((a, b) => a.index - b.index)
  expect(rows.length).toBeLessThan(crowdSize)
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1]
    if (before === undefined || row.index !== before.index + 1) continue
    expect(row.top - before.top).toBe(24)
    if (row.level === before.level) expect(row.position).toBe(before.position + 1)
  }
})

test('tells who does not see the table that a branch was expanded or collapsed, and no more of it', async ({ app }) => {
  const shell = await crowd()
  await showCrowd(app, shell)
  const row = app.locator(`[role=row][data-pid="${shell.pid}"]`)
  await row.focus()
  const words = app.locator('.grid-frame > [aria-live=polite]')
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(words).toBeEmpty()
  await app.keyboard.press('ArrowLeft')
  await expect(row).toHaveAttribute('aria-expanded', 'false')
  await expect(words).toHaveText('sh: collapsed')
  await app.keyboard.press('ArrowRight')
  await expect(words).toHaveText('sh: expanded')
  // What stayed there would be read again by whatever uncovers the page.
  await expect(words).toBeEmpty()
  await app.keyboard.press('ArrowLeft')
  await expect(words).toHaveText('sh: collapsed')
  await app.keyboard.press('ArrowRight')
  await expect(words).toHaveText('sh: expanded')
  await app.keyboard.press('ArrowDown')
  await expect(words).toBeEmpty()
  // A new filter opens the way to what it finds; what is shown without one stays as it was.
  await row.focus()
  await app.keyboard.press('ArrowLeft')
  await expect(row).toHaveAttribute('aria-expanded', 'false')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`under = ${shell.pid}`)
  await expect(row).toHaveAttribute('aria-expanded', 'true')
})

test('draws a row anew that gets its first child, for readers that would break off for it, but not the selected one', async ({
  app,
}) => {
  const shells = [1, 2].map(() => {
    const shell = spawn('sh', ['-c', 'read go; sleep 700 & wait'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    started.push(shell)
    return shell
  })
  const pids = shells.map(({ pid }) => pid)
  await app
    .getByRole('combobox', { name: 'Filter processes' })
    .fill(pids.map((pid) => `pid = ${pid} or parent = ${pid}`).join(' or '))
  const drawn = await Promise.all(
    pids.map(async (pid) => {
      const row = app.locator(`[role=row][data-pid="${pid}"]`)
      await expect(row).not.toHaveAttribute('aria-expanded')
      return { row, element: await row.elementHandle() }
    }),
  )
  await drawn[1]?.row.focus()
  for (const { stdin } of shells) stdin?.end('go\n')
  for (const { row } of drawn) await expect(row).toHaveAttribute('aria-expanded', 'true')
  const stayed = await Promise.all(drawn.map(({ element }) => element?.evaluate((row) => row.isConnected)))
  expect(stayed).toEqual([false, true])
  await expect(drawn[1]?.row ?? app.locator('none')).toBeFocused()
})

test('tells who does not see the table how many rows are marked', async ({ app }) => {
  const shell = await crowd()
  await showCrowd(app, shell)
  await app.locator(`[role=row][data-pid="${shell.pid}"]`).focus()
  const words = app.locator('.sums > [aria-live=polite]').first()
  await expect(words).toBeEmpty()
  await app.keyboard.press('Space')
  await expect(words).toHaveText('1 process marked')
  await app.keyboard.press('Shift+ArrowDown')
  await expect(words).toHaveText('2 processes marked')
  await app.keyboard.press('Escape')
  await expect(words).toHaveText('No process marked')
})

test('gives the keyboard back to the row when the details are closed', async ({ app }) => {
  const shell = await crowd()
  await showCrowd(app, shell)
  const row = app.locator(`[role=row][data-pid="${shell.pid}"]`)
  await row.focus()
  await app.keyboard.press('Enter')
  await app.getByRole('button', { name: 'Close details' }).focus()
  await app.keyboard.press('Enter')
  await expect(row).toBeFocused()
})

test('moves by Home, End, pages and first letters', async ({ app }) => {
  await showCrowd(app, await crowd())
  const focused = app.locator('[role=row]:focus')
  const index = async (): Promise<number> => Number(await focused.getAttribute('aria-rowindex'))
  await app
    .getByRole('row', { name: /^sleep \d+/ })
    .first()
    .click()
  await expect(focused).toHaveAttribute('aria-setsize', String(crowdSize))
  await app.keyboard.press('Home')
  await expect(focused).toHaveAttribute('aria-rowindex', '2')
  await app.keyboard.press('PageDown')
  await expect.poll(index).toBeGreaterThan(15)
  await app.keyboard.press('PageUp')
  await expect(focused).toHaveAttribute('aria-rowindex', '2')
  await app.keyboard.type('sle')
  await expect(focused).toHaveAccessibleName(/^sleep /)
})

test('marks a range by Shift and a click, from the selected row in both directions', async ({ app }) => {
  const shell = await crowd()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`parent = ${shell.pid}`)
  const rows = app.locator(`[role=row][data-pid][data-context=false]`)
  await expect(rows.nth(9)).toBeVisible()
  const marked = app.locator('[role=row][data-marked=true]')
  await rows.nth(4).click()
  const selected = await rows.nth(4).getAttribute('data-pid')
  await rows.nth(7).click({ modifiers: ['Shift'] })
  await expect(marked).toHaveCount(4)
  await rows.nth(2).click({ modifiers: ['Shift'] })
  await expect(marked).toHaveCount(3)
  await expect(marked.last()).toHaveAttribute('data-pid', selected ?? '')
  await expect(app.locator('[role=row]:focus')).toHaveAttribute('data-pid', selected ?? '')
})

test('marks by keyboard: a range with Shift, all that matches with Ctrl+A, nothing with Escape', async ({ app }) => {
  const shell = await crowd()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`parent = ${shell.pid}`)
  const rows = app.locator(`[role=row][data-pid][data-context=false]`)
  await expect(rows.nth(9)).toHaveAttribute('aria-setsize', String(crowdSize))
  const sums = app.getByRole('group', { name: /^Sums of/ })
  const markedPids = () =>
    app.locator('[role=row][data-marked=true]').evaluateAll((all) => all.map((row) => row.getAttribute('data-pid')))
  const pids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-pid')))
  await rows.nth(4).click()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await app.keyboard.press(`Shift+${key}`)
  await expect.poll(markedPids).toEqual(pids.slice(4, 8))
  await expect(app.locator('[role=row]:focus')).toHaveAttribute('data-pid', pids[7] ?? '')
  await expect(app.locator('[role=row]:focus')).toHaveAttribute('aria-selected', 'true')
  // Back over where it began, and on from a click.
  for (let presses = 0; presses < 5; presses += 1) await app.keyboard.press('Shift+ArrowUp')
  await expect.poll(markedPids).toEqual(pids.slice(2, 5))
  await rows.nth(6).click({ modifiers: ['Shift'] })
  await expect.poll(markedPids).toEqual(pids.slice(4, 7))
  await app.keyboard.press('Shift+ArrowDown')
  await expect.poll(markedPids).toEqual(pids.slice(4, 8))
  await app.keyboard.press('Escape')
  await expect.poll(markedPids).toEqual([])
  // Its ancestors are shown so that the tree can be read: they did not match, and nothing shall end them.
  await app.keyboard.press('Control+a')
  await expect(sums).toContainText(`${crowdSize} processes marked`)
  await expect(app.locator('[role=row][data-context=true][data-marked=true]')).toHaveCount(0)
  await app.keyboard.press('Shift+Home')
  await expect.poll(async () => (await markedPids()).length).toBeLessThan(crowdSize)
  await app.keyboard.press('Escape')
  await expect(sums).not.toContainText('marked')
})

test('finds the filter from anywhere, and goes down into what it found', async ({ app }) => {
  await crowd()
  const box = app.getByRole('combobox', { name: 'Filter processes' })
  await app.locator('.navigation').getByRole('button', { name: 'Processes' }).focus()
  await app.keyboard.press('/')
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('')
  await app.keyboard.type('sleep 700')
  await expect(app.getByRole('row', { name: /^sleep \d+/ }).first()).toBeVisible()
  // Who does not see the table hears how many.
  const heard = app.locator('[aria-live=polite]').getByText(/^\d+ processes shown$/)
  await expect(heard).toHaveCSS('clip-path', 'inset(50%)')
  await app.keyboard.press('ArrowDown')
  await expect(app.locator('[role=row]:focus')).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Control+f')
  await expect(box).toBeFocused()
})

test('sorts by keyboard, and says how', async ({ app }) => {
  const pid = app.getByRole('columnheader', { name: 'PID' })
  await pid.getByRole('button').focus()
  await expect(pid).toHaveAttribute('aria-sort', 'ascending')
  await app.keyboard.press('Enter')
  await expect(pid).toHaveAttribute('aria-sort', 'descending')
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('columnheader', { name: 'State' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(pid).toHaveAttribute('aria-sort', 'none')
  // The keys of the rows mean nothing there, those of the page what they always do.
  await app.keyboard.press('Control+a')
  await expect(app.locator('[role=row][data-marked=true]')).toHaveCount(0)
  await app.keyboard.press('?')
  await expect(app.getByRole('dialog')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await pid.getByRole('button').focus()
  await app.keyboard.press('/')
  await expect(app.getByRole('combobox', { name: 'Filter processes' })).toBeFocused()
})

test('holds the order while the pointer rests on the table, and says so', async ({ app }) => {
  await app.getByRole('button', { name: 'List', exact: true }).click()
  await app.getByRole('columnheader', { name: 'CPU' }).getByRole('button').click()
  await app.getByRole('treegrid').hover({ position: { x: 200, y: 200 } })
  await expect(app.getByText('Order held while you point')).toBeVisible()
  const order = async (): Promise<readonly number[]> =>
    (await drawnRows(app)).toSorted((a, b) => a.top - b.top).map(({ pid }) => pid)
  const before = await order()
  const sample = app.locator('.status-bar .source')
  const cost = await sample.textContent()
  await expect(sample).not.toHaveText(cost ?? '')
  const after = await order()
  // Processes come and go on this machine; those that stay keep their order.
  const stayed = before.filter((pid) => after.includes(pid))
  expect(after.filter((pid) => before.includes(pid))).toEqual(stayed)
  await app.getByRole('combobox', { name: 'Filter processes' }).hover()
  await expect(app.getByText('Order held while you point')).toHaveCount(0)
})
