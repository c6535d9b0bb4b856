import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { seriousForAxe } from './serious-for-axe.ts'

const started: ChildProcess[] = []
test.afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      // Its group: children of a shell must not outlive the test.
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // Ended by the test.
    }
  }
})

async function start(command: string, ...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  started.push(child)
  await once(child, 'spawn')
  return child
}

const rowOf = (page: Page, pid: number | undefined) => page.locator(`[role=row][data-pid="${pid}"]`)
/** Empty tables have a status too. */
const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words })
/** @returns what has been said since, all in one: three messages are shown at once, and older ones make way */
async function listen(page: Page): Promise<() => Promise<string>> {
  const words: string[] = []
  await page.exposeFunction('heard', (said: string) => void words.push(said))
  await page.locator('.toasts[role=status]').evaluate((region) => {
    const hear = (): void => Reflect.get(window, 'heard')(region.textContent)
    new MutationObserver(hear).observe(region, { childList: true, subtree: true, characterData: true })
  })
  return async () => words.join('\n')
}
const field = (page: Page) => page.getByRole('combobox', { name: 'Filter processes' })

test('finds every command by a few letters, and says all shortcuts', async ({ app }) => {
  await app.keyboard.press('Control+k')
  const palette = app.getByRole('dialog', { name: 'Commands' })
  const search = palette.getByRole('searchbox').or(palette.getByRole('textbox')).or(palette.getByRole('combobox'))
  await expect(search).toBeFocused()
  await expect(palette.getByRole('menuitem', { name: /^16 / })).toBeAttached()
  expect(await seriousForAxe(app)).toEqual([])
  await app.keyboard.type('zombie')
  // A chip and a lesson are found by the same word.
  await expect(palette.getByRole('menuitem', { name: /^Only: Zombie/ })).toBeVisible()
  await expect(palette.getByRole('menuitem', { name: /^16 / })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expect(app.getByRole('button', { name: /^Zombie/ })).toHaveAttribute('aria-pressed', 'true')
  await app.keyboard.press('Control+k')
  await app.keyboard.type('settings')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await app.keyboard.press('Control+k')
  await app.keyboard.type('16 ')
  await app.keyboard.press('Enter')
  await expect(app).toHaveURL(/#\/lab\/16-zombie$/)
  await app.locator('.navigation').getByRole('button', { name: 'Processes' }).click()
  await app.keyboard.press('?')
  const sheet = app.getByRole('dialog', { name: 'Shortcuts' })
  await expect(sheet.getByRole('button', { name: 'Close' })).toBeFocused()
  await expect(sheet.getByRole('heading', { name: 'Shortcuts' })).toBeInViewport()
  for (const key of ['Ctrl+K', 'Shift+Delete', 'Alt+↑', 'Ctrl+Wheel'])
    await expect(sheet.getByText(key, { exact: true })).toBeVisible()
  await expect(sheet.getByRole('heading', { name: 'In the timeline of a lesson' })).toBeAttached()
  expect(await seriousForAxe(app)).toEqual([])
  await app.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  // In a text it is a letter.
  await field(app).focus()
  await app.keyboard.type('?')
  await expect(field(app)).toHaveValue('?')
})

test('finds theme, language and exports by words of both languages, and does it', async ({ app }) => {
  await field(app).fill(`pid = ${process.pid}`)
  await rowOf(app, process.pid).click()
  const items = app.getByRole('menuitem')
  for (const [words, title] of [
    ['theme', /^Theme: Dark/],
    ['暗色', /^Theme: Dark/],
    ['lang', /^Language: English/],
    ['Chinese', /^Language: 简体中文/],
    ['export', /^Save everything shown as a file: CSV/],
    ['export subtree csv', undefined],
    ['export descendants csv', /^Save with descendants as a file: CSV/],
    ['导出', /^Copy or save the table/],
    ['preferences', /^Settings/],
  ] as const) {
    await app.keyboard.press('Control+k')
    await app.keyboard.type(words)
    if (title === undefined) await expect(app.getByText('No command matches.')).toBeVisible()
    else await expect(items.filter({ hasText: title }).first(), words).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('dialog', { name: 'Commands' })).toHaveCount(0)
  }
  const choose = async (words: string): Promise<void> => {
    await app.keyboard.press('Control+k')
    await app.keyboard.type(words)
    await app.keyboard.press('Enter')
  }
  await choose('dark theme')
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'dark')
  await choose('中文')
  await expect(app.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await choose('language english')
  await expect(app.locator('html')).toHaveAttribute('lang', 'en')
})

test('does from the palette what the menu does, to all who are marked', async ({ app }) => {
  test.skip(process.platform !== 'linux', 'What the system did is read from /proc.')
  const both = [await start('sleep', '634'), await start('sleep', '634')]
  const pids = both.map(({ pid }) => pid ?? 0)
  const stateOf = (pid: number): string => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1] ?? ''
  const dialog = app.getByRole('alertdialog').or(app.getByRole('dialog'))
  const choose = async (words: string): Promise<void> => {
    await app.keyboard.press('Control+k')
    await app.keyboard.type(words)
    await app.keyboard.press('Enter')
  }
  await app.getByRole('button', { name: 'List' }).click()
  await field(app).fill(pids.map((pid) => `pid = ${pid}`).join(' or '))
  await rowOf(app, pids[0]).click()
  await rowOf(app, pids[1]).click({ modifiers: ['Control'] })

  await app.getByText('The same by command').click()
  const drawer = app.getByRole('complementary', { name: 'Details' })
  await expect(drawer).toContainText('For the 2 marked processes:')
  const list = pids.join(' ')
  await expect(drawer).toContainText(`kill -s TERM ${list}; sleep 5; kill -s KILL ${list}`)
  await drawer.getByText('On Windows').click()
  await expect(drawer).toContainText('taskkill /im sleep.exe /f')
  await expect(drawer).toContainText(`taskkill ${pids.map((pid) => `/pid ${pid}`).join(' ')} /t /f`)

  await choose('Suspend')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  for (const pid of pids) await expect.poll(() => stateOf(pid)).toBe('T')
  await choose('Resume')
  await dialog.getByRole('button', { name: 'Resume' }).click()
  for (const pid of pids) await expect.poll(() => stateOf(pid)).toBe('S')
  for (const [words, title] of [
    ['Send SIGUSR1', 'Send SIGUSR1 2 processes?'],
    ['Kill all named', 'Kill all named sleep?'],
    ['End all named', 'Terminate all named sleep?'],
    ['Priority', 'Priority of 2 processes'],
    ['CPUs', 'CPUs of 2 processes'],
  ] as const) {
    await choose(words)
    await expect(dialog.getByRole('heading', { name: title })).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
  await choose('Kill with descendants')
  await expect(dialog.getByRole('checkbox', { name: 'And their descendants' })).toBeChecked()
  await app.keyboard.press('Escape')
  await choose('Tell me when it ends')
  const said = await listen(app)
  await choose('Terminate')
  await dialog.getByRole('button', { name: 'Terminate' }).click()
  for (const pid of pids) await expect.poll(said).toContain(`sleep (${pid}) was ended by SIGTERM.`)

  // Nobody needs to be selected, and another page may be shown.
  await app.locator('.navigation').getByRole('button', { name: 'Settings' }).click()
  await choose('listens on a port')
  await expect(app.getByRole('dialog').getByRole('textbox', { name: 'Port, TCP or UDP' })).toBeFocused()
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'By port …' }).click()
  await expect(app.getByRole('dialog').getByRole('textbox', { name: 'Port, TCP or UDP' })).toBeFocused()
})

test('does from the palette what the buttons above the table and the menu of a row do', async ({ app }) => {
  const child = await start('sleep', '635')
  await field(app).fill(`pid = ${child.pid}`)
  await rowOf(app, child.pid).click()
  const choose = async (words: string): Promise<void> => {
    await app.keyboard.press('Control+k')
    await app.keyboard.type(words)
    await app.keyboard.press('Enter')
  }
  const copied = (): Promise<string> => app.evaluate('navigator.clipboard.readText()')
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await choose('Copy PID')
  await expect.poll(copied).toBe(String(child.pid))
  await choose('Copy with descendants as JSON')
  await expect.poll(copied).toContain(`"pid": ${child.pid}`)
  await choose('Copy everything shown as CSV')
  await expect.poll(copied).toMatch(/sleep,/)
  for (const [words, name] of [
    ['Save as a file: Text', 'forkscope-processes.txt'],
    ['Save with descendants as a file: CSV', 'forkscope-processes.csv'],
    ['Save everything shown as a file: JSON', 'forkscope-processes.json'],
  ] as const) {
    const saved = app.waitForEvent('download')
    await choose(words)
    expect((await saved).suggestedFilename()).toBe(name)
  }
  // Another page may be shown.
  for (const [words, title] of [
    ['Choose the columns', 'Columns'],
    ['Keep the filter or the view', 'Saved filters and views'],
    ['Copy or save the table', 'Copy'],
  ] as const) {
    await app.locator('.navigation').getByRole('button', { name: 'Settings' }).click()
    await choose(words)
    await expect(app.getByRole('dialog', { name: title, exact: true })).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('dialog')).toHaveCount(0)
  }
  await rowOf(app, child.pid).click()
  await choose('page of its own')
  await expect(app).toHaveURL(new RegExp(`#/processes/${child.pid}%40\\d+$`))
})

test('follows, pins and goes up; what ended says when', async ({ app }) => {
  const child = await start('sleep', '631')
  await field(app).fill(`pid = ${child.pid}`)
  const row = rowOf(app, child.pid)
  await row.click()
  await app.keyboard.press('Shift+F10')
  await app.getByRole('menuitem', { name: 'Pin on top' }).click()
  const pinned = app.getByRole('list', { name: 'Pinned' })
  await expect(pinned).toContainText(`sleep (${child.pid})`)
  await row.focus()
  await app.keyboard.press('Alt+ArrowUp')
  await expect(rowOf(app, process.pid)).toBeFocused()
  await app.keyboard.press('ArrowDown')
  await expect(row).toBeFocused()

  await app.keyboard.press('f')
  await expect(app.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true')
  await field(app).fill('')
  await app.getByRole('button', { name: 'List', exact: true }).click()
  // At one end of the order, then at the other: it is in view wherever it stands.
  for (const title of ['PID', 'PID', 'Name', 'Name']) {
    await app.getByRole('columnheader', { name: title }).getByRole('button').click()
    await expect(row).toBeInViewport()
  }
  await field(app).fill(`pid = ${child.pid}`)
  child.kill('SIGKILL')
  await expect(row.locator('[data-column="state"]')).toHaveText(/^ended \d\d:\d\d:\d\d$/)
  await expect(row).toHaveCount(0)
  await expect(pinned).toContainText(/ended \d\d:\d\d:\d\d/)
  await expect(app.getByRole('complementary', { name: 'Details' })).toContainText(/ended \d\d:\d\d:\d\d/)
  await pinned.getByRole('button', { name: `Unpin sleep (${child.pid})` }).click()
  await expect(pinned).toHaveCount(0)
})

test('goes up to a parent that the filter hides: the filter goes, and says so', async ({ app }) => {
  const child = await start('sleep', '633')
  await app.getByRole('button', { name: 'List', exact: true }).click()
  await field(app).fill(`name = sleep and parent = ${process.pid}`)
  const row = rowOf(app, child.pid)
  await row.click()
  await row.focus()
  await app.keyboard.press('Alt+ArrowUp')
  await expect(rowOf(app, process.pid)).toBeFocused()
  await expect(rowOf(app, process.pid)).toHaveAttribute('aria-selected', 'true')
  await expect(field(app)).toHaveValue('')
  await expect(app.getByText('The filter did not show that process: all are shown now.')).toBeVisible()
})

test('keeps a whole view under a name', async ({ app }) => {
  const { pid } = await start('sleep', '632')
  await field(app).fill(`pid = ${pid}`)
  await app.getByRole('button', { name: 'List', exact: true }).click()
  await app.getByRole('columnheader', { name: 'Threads' }).getByRole('button').click()
  await app.getByRole('columnheader', { name: 'Nice' }).click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Hide Nice' }).click()
  await app.getByRole('button', { name: 'Saved filters and views' }).click()
  await app.getByRole('textbox', { name: 'Name for this view' }).fill('mine')
  await app.keyboard.press('Enter')
  await app.keyboard.press('Escape')
  await app.reload()
  await app.getByRole('treegrid').waitFor()
  await expect(field(app)).toHaveValue('')
  await app.keyboard.press('Control+k')
  await app.keyboard.type('mine')
  await app.keyboard.press('Enter')
  await expect(field(app)).toHaveValue(`pid = ${pid}`)
  await expect(app.getByRole('button', { name: 'List', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(app.getByRole('columnheader', { name: 'Threads' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(app.getByRole('columnheader', { name: 'Nice' })).toHaveCount(0)
  await expect(rowOf(app, pid)).toBeVisible()
})

test('copies rows and saves them as a file', async ({ app }) => {
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const shell = await start('sh', '-c', 'sleep 633 & wait')
  await field(app).fill(`pid = ${shell.pid} or parent = ${shell.pid}`)
  await expect(app.getByRole('row', { name: /^sleep \d+/ })).toBeVisible()
  await rowOf(app, shell.pid).click()
  await app.keyboard.press('Control+c')
  await expect(app.getByText('1 process copied')).toBeVisible()
  const copied = String(await app.evaluate('navigator.clipboard.readText()'))
  expect(copied.split('\n')[0]).toMatch(/^Name +PID +State/)
  expect(copied).toContain(` ${shell.pid} `)

  await app.getByRole('button', { name: 'Copy' }).click()
  expect(await seriousForAxe(app)).toEqual([])
  await app.getByRole('radio', { name: 'The same with descendants' }).check()
  await app.getByRole('radio', { name: 'CSV' }).check()
  await app.getByRole('dialog').getByRole('button', { name: 'Copy' }).click()
  await expect(app.getByText('2 processes copied')).toBeVisible()
  const [head = '', ...lines] = String(await app.evaluate('navigator.clipboard.readText()'))
    .trimEnd()
    .split('\r\n')
  expect(head).toMatch(/^name,pid,state,.*,ppid,depth$/)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(new RegExp(`^sh,${shell.pid},.*,${process.pid},0$`))
  // Who belongs to whom is told without indentation.
  expect(lines[1]).toMatch(new RegExp(`^sleep,\\d+,.*,${shell.pid},1$`))

  await app.getByRole('button', { name: 'Copy' }).click()
  await app.getByRole('radio', { name: 'The same with descendants' }).check()
  await app.getByRole('radio', { name: 'JSON' }).check()
  const download = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Save as a file' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('forkscope-processes.json')
  const { processes, source } = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect(source).toBe('procfs')
  expect(processes).toHaveLength(2)
  expect(processes[0]).toMatchObject({ pid: shell.pid, ppid: process.pid, name: 'sh' })
  expect(processes[1]).toMatchObject({ ppid: shell.pid, name: 'sleep', command: ['sleep', '633'] })
})

test('copies all who are marked, without being told', async ({ app }) => {
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const children = [await start('sleep', '636'), await start('sleep', '636'), await start('sleep', '636')]
  const [first, second, third] = children.map(({ pid }) => pid ?? 0)
  await app.getByRole('button', { name: 'List' }).click()
  await field(app).fill(children.map(({ pid }) => `pid = ${pid}`).join(' or '))
  const copied = (): Promise<string> => app.evaluate('navigator.clipboard.readText()')
  const scope = (name: string) => app.getByRole('radio', { name })
  // Without marks, the whole table as ever.
  await rowOf(app, first).click()
  await app.getByRole('button', { name: 'Copy' }).click()
  await expect(scope('Everything shown')).toBeChecked()
  await app.keyboard.press('Escape')
  await rowOf(app, third).click({ modifiers: ['Control'] })
  await app.keyboard.press('Control+c')
  await expect.poll(copied).toContain(` ${third} `)
  expect(await copied()).toContain(` ${first} `)
  expect(await copied()).not.toContain(` ${second} `)
  await app.getByRole('button', { name: 'Copy' }).click()
  await expect(scope('Marked or selected')).toBeChecked()
  await app.getByRole('radio', { name: 'JSON' }).check()
  await app.getByRole('dialog').getByRole('button', { name: 'Copy' }).click()
  await expect.poll(async () => (await copied()).match(/"pid": \d+/g)).toEqual([`"pid": ${first}`, `"pid": ${third}`])
  // What is chosen holds for those marks.
  await app.getByRole('button', { name: 'Copy' }).click()
  await scope('Everything shown').check()
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'Copy' }).click()
  await expect(scope('Everything shown')).toBeChecked()
  await app.keyboard.press('Escape')
  await rowOf(app, third).click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Copy 2 PIDs' }).click()
  await expect.poll(copied).toBe(`${first}\n${third}`)
})

test('says why no window can be clicked', async ({ app }) => {
  test.skip(process.platform === 'linux' && process.env['DISPLAY'] !== undefined, 'This machine has a screen.')
  await app.locator('.navigation').getByRole('button', { name: 'Settings' }).click()
  await expect(app.getByRole('main')).toContainText('The process of a window cannot be found by a click')
  await app.keyboard.press('Control+k')
  await expect(app.getByRole('menuitem', { name: /^Show all shortcuts/ })).toBeAttached()
  await expect(app.getByRole('menuitem', { name: /process of a window/ })).toHaveCount(0)
})

test.describe('with a screen', () => {
  test.skip(process.platform !== 'linux', 'Windows are asked by xprop.')
  const { PATH, DISPLAY } = process.env
  let folder = ''
  // In the place of xprop: a click on the window of whoever stands in the file.
  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'forkscope-xprop-'))
    const answer = `echo "_NET_WM_PID(CARDINAL) = $(cat ${folder}/pid)"; echo 'WM_CLIENT_MACHINE(STRING) = "${hostname()}"'`
    writeFileSync(join(folder, 'xprop'), `#!/bin/sh\n[ -f ${folder}/pid ] || exec sleep 600\n${answer}\n`)
    chmodSync(join(folder, 'xprop'), 0o755)
    process.env['PATH'] = `${folder}:${PATH}`
    process.env['DISPLAY'] = ':0'
  })
  test.afterAll(() => {
    rmSync(folder, { recursive: true })
    process.env['PATH'] = PATH
    if (DISPLAY === undefined) delete process.env['DISPLAY']
    else process.env['DISPLAY'] = DISPLAY
  })

  test('finds the process of a window that is clicked, or gives the pointer back', async ({ app }) => {
    const child = await start('sleep', '635')
    const choose = async (words: string): Promise<void> => {
      await app.keyboard.press('Control+k')
      await app.keyboard.type(words)
      await app.keyboard.press('Enter')
    }
    await choose('process of a window')
    await expect(told(app, 'Click a window on the screen')).toBeVisible()
    await choose('Do not look for a window')
    writeFileSync(join(folder, 'pid'), String(child.pid))
    await choose('process of a window')
    await expect(told(app, `That window belongs to sleep (${child.pid}).`)).toBeVisible()
    await expect(rowOf(app, child.pid)).toHaveAttribute('aria-selected', 'true')
    writeFileSync(join(folder, 'pid'), '4194305')
    await choose('process of a window')
    await expect(told(app, 'That window does not say which process')).toBeVisible()
  })
})
