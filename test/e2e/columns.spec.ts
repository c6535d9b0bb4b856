import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { seriousForAxe } from './serious-for-axe.ts'

const started: Pick<ChildProcess, 'kill'>[] = []
test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

async function sleeper(seconds: string): Promise<number> {
  const child = spawn('sleep', [seconds], { stdio: 'ignore' })
  started.push(child)
  await once(child, 'spawn')
  return child.pid ?? 0
}

const titles = (page: Page): Promise<readonly string[]> =>
  page.getByRole('columnheader').evaluateAll((all) => all.map((each) => each.textContent?.replace(/[↑↓]/, '') ?? ''))
const cell = (page: Page, pid: number, column: string) =>
  page.locator(`[role=row][data-pid="${pid}"] [data-column="${column}"]`)

test('shows what is asked for, in the order asked for, and remembers it for each view', async ({ app }) => {
  const pid = await sleeper('621')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${pid}`)
  await expect(cell(app, pid, 'name')).toBeVisible()
  const usual = await titles(app)
  await app.getByRole('button', { name: 'Columns' }).click()
  const dialog = app.getByRole('dialog', { name: 'Columns' })
  for (const title of ['Priority', 'Descriptors', 'Waits/s', 'Control group', 'Tree size']) {
    await dialog.getByRole('checkbox', { name: title, exact: true }).check()
  }
  await dialog.getByRole('checkbox', { name: 'Command', exact: true }).uncheck()
  const earlier = dialog.getByRole('button', { name: 'Move Priority earlier' })
  await earlier.focus()
  await app.keyboard.press('Enter')
  // It moved, and so did the focus with it.
  await expect(earlier).toBeFocused()
  expect(await seriousForAxe(app)).toEqual([])
  await app.keyboard.press('Escape')
  const now = await titles(app)
  expect(now).toEqual([
    ...usual.filter((title) => !['Session', 'Command'].includes(title)),
    'Priority',
    'Session',
    'Descriptors',
    'Waits/s',
    'Control group',
    'Tree size',
  ])
  const grid = app.getByRole('treegrid')
  expect(Number(await grid.getAttribute('aria-colcount'))).toBe(now.length)
  await expect(cell(app, pid, 'subtreeCount')).toHaveAttribute('aria-colindex', String(now.length))

  // What the kernel says of this very process.
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
  await expect(cell(app, pid, 'priority')).toHaveText(stat[15] ?? '?')
  await expect(cell(app, pid, 'descriptors')).toHaveText(String(readdirSync(`/proc/${pid}/fd`).length))
  await expect(cell(app, pid, 'subtreeCount')).toHaveText('1')
  // Facts that no shown column tells are not asked for.
  await expect(cell(app, pid, 'read')).toHaveCount(0)

  await app.reload()
  await expect.poll(() => titles(app)).toEqual(now)
  await app.getByRole('button', { name: 'List', exact: true }).click()
  await expect.poll(() => titles(app)).toEqual(usual)
  await app.getByRole('button', { name: 'Tree', exact: true }).click()
  await app.getByRole('columnheader', { name: 'Priority' }).click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Usual columns' }).click()
  await expect.poll(() => titles(app)).toEqual(usual)
})

test('sizes, moves and hides columns by keyboard and pointer', async ({ app }) => {
  const pid = app.getByRole('columnheader', { name: 'PID' })
  const width = async (): Promise<number> => Math.round((await pid.boundingBox())?.width ?? 0)
  await pid.getByRole('button').focus()
  const before = await width()
  await app.keyboard.press('Shift+ArrowRight')
  await expect.poll(width).toBe(before + 16)
  await app.keyboard.press('Alt+ArrowRight')
  await expect.poll(async () => (await titles(app)).slice(0, 3)).toEqual(['Name', 'State', 'PID'])
  await app.keyboard.press('ArrowRight')
  await expect(app.getByRole('columnheader', { name: 'CPU %' }).getByRole('button')).toBeFocused()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('columnheader', { name: 'CPU %' })).toHaveCount(0)
  await expect(pid.getByRole('button')).toBeFocused()
  await app.keyboard.press('Shift+F10')
  await app.getByRole('menuitem', { name: 'Usual width' }).click()
  await expect.poll(width).toBe(before)

  const grip = await pid.locator('.grip').boundingBox()
  const [x, y] = [(grip?.x ?? 0) + 4, (grip?.y ?? 0) + 10]
  await app.mouse.move(x, y)
  await app.mouse.down()
  await app.mouse.move(x + 50, y, { steps: 4 })
  await app.mouse.up()
  await expect.poll(width).toBe(before + 50)
  await app.reload()
  await expect.poll(width).toBe(before + 50)
})

test('moves a column by dragging its title; a press in place sorts, and Escape leaves all as it was', async ({
  app,
}) => {
  const usual = await titles(app)
  const at = async (title: string) => {
    const box = await app.getByRole('columnheader', { name: title }).boundingBox()
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + 10 }
  }
  const drag = async (title: string, to: string): Promise<void> => {
    const [start, end] = [await at(title), await at(to)]
    await app.mouse.move(start.x, start.y)
    await app.mouse.down()
    await app.mouse.move(end.x, end.y, { steps: 6 })
  }
  await drag('User', 'PID')
  await expect(app.getByRole('columnheader', { name: 'PID' })).toHaveAttribute('data-drop', 'before')
  await app.keyboard.press('Escape')
  await app.mouse.up()
  expect(await titles(app)).toEqual(usual)
  // Beside the words of a title it is pressed too, and the focus stays elsewhere.
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  await field.fill('pid > 0')
  const memory = await app.getByRole('columnheader', { name: 'Memory' }).boundingBox()
  await app.mouse.move((memory?.x ?? 0) + 6, (memory?.y ?? 0) + 10)
  await app.mouse.down()
  const pid = await at('PID')
  await app.mouse.move(pid.x, pid.y, { steps: 6 })
  await expect(app.getByRole('columnheader', { name: 'PID' })).toHaveAttribute('data-drop', 'before')
  await app.keyboard.press('Escape')
  await app.mouse.up()
  expect(await titles(app)).toEqual(usual)
  await expect(field).toHaveValue('pid > 0')

  await drag('User', 'PID')
  await app.mouse.up()
  const moved = ['Name', 'User', ...usual.filter((title) => title !== 'Name' && title !== 'User')]
  await expect.poll(() => titles(app)).toEqual(moved)
  await expect(app.getByRole('columnheader', { name: 'User' })).toHaveAttribute('aria-sort', 'none')
  // Nothing comes before the name, which itself stays.
  await drag('State', 'Name')
  await app.mouse.up()
  const front = ['Name', 'State', ...moved.filter((title) => title !== 'Name' && title !== 'State')]
  await expect.poll(() => titles(app)).toEqual(front)
  await drag('Name', 'PID')
  await app.mouse.up()
  expect(await titles(app)).toEqual(front)
  await app.reload()
  await expect.poll(() => titles(app)).toEqual(front)
  await app.getByRole('columnheader', { name: 'User' }).click()
  await expect(app.getByRole('columnheader', { name: 'User' })).toHaveAttribute('aria-sort', 'ascending')
})

test('adds up what is shown', async ({ app }) => {
  const pids = [await sleeper('622'), await sleeper('622')]
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(pids.map((pid) => `pid = ${pid}`).join(' or '))
  const sums = app.getByRole('group', { name: 'Sums of what is shown' })
  await expect(sums).toContainText('2 processes shown')
  await expect(sums).toContainText('2 threads')
  // The column is percent of one CPU: what all of them are, stands beside the sum.
  const most = cpus().length * 100
  const cpu = sums.getByText(new RegExp(`^CPU \\d+\\.\\d % of ${most} %$`))
  await expect(cpu).toHaveAttribute('title', new RegExp(`^Percent of one CPU.* ${most} %\\.`))
  await expect(app.locator('.status-bar [title^="Percent of the whole machine"]')).toHaveText(/^CPU (\d+|–) %$/)
  await expect(sums).not.toContainText('Descriptors')

  // What a shown column tells is added up too, and subtrees are columns of their own.
  const shell = spawn('sh', ['-c', 'while :; do :; done & wait'], { stdio: 'ignore' })
  started.push(shell)
  const child = (): number[] => {
    const children = readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8').trim()
    return children === '' ? [] : children.split(' ').map(Number)
  }
  await expect.poll(child).toHaveLength(1)
  const both = [shell.pid ?? 0, ...child()]
  started.push({ kill: () => process.kill(both[1] ?? 0, 'SIGKILL') })
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(both.map((pid) => `pid = ${pid}`).join(' or '))
  await app.getByRole('button', { name: 'Columns' }).click()
  for (const title of ['Descriptors', 'Tree size', 'Tree memory', 'Tree CPU %', 'Read', 'Waits/s']) {
    await app.getByRole('dialog').getByRole('checkbox', { name: title, exact: true }).check()
  }
  await app.keyboard.press('Escape')
  const open = both.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0)
  await expect(sums).toContainText(`Descriptors ${open}`)
  await expect(sums).toContainText('Read 0 B/s')
  await expect(sums).toContainText(/Waits\/s \d/)
  await expect(cell(app, both[0] ?? 0, 'subtreeCount')).toHaveText('2')
  await expect(cell(app, both[1] ?? 0, 'subtreeCount')).toHaveText('1')
  // The shell only waits: what its tree uses is what its child does. All of one drawing, or they differ.
  const percents = (): Promise<readonly number[]> =>
    app.evaluate(
      (places) => places.map((place) => Number(document.querySelector(place)?.textContent)),
      [
        `[role=row][data-pid="${both[0]}"] [data-column=subtreeCpu]`,
        `[role=row][data-pid="${both[0]}"] [data-column=cpu]`,
        `[role=row][data-pid="${both[1]}"] [data-column=cpu]`,
      ],
    )
  await expect
    .poll(async () => {
      const [whole = 0, parent = 0, busy = 0] = await percents()
      // Each is rounded to a tenth.
      return whole > 5 && Math.abs(whole - parent - busy) < 0.16
    })
    .toBe(true)
  const megabytes = async (pid: number, column: string): Promise<number> => {
    const [, amount, unit] = /([\d.]+)\s*([KM])i?B/.exec((await cell(app, pid, column).textContent()) ?? '') ?? []
    return Number(amount) / (unit === 'K' ? 1024 : 1)
  }
  const own = (await megabytes(both[0] ?? 0, 'memory')) + (await megabytes(both[1] ?? 0, 'memory'))
  // Each is rounded to a tenth.
  expect(Math.abs((await megabytes(both[0] ?? 0, 'subtreeMemory')) - own)).toBeLessThan(0.21)
})
