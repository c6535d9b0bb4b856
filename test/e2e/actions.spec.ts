import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { startZombie } from './start-zombie.ts'

const started: ChildProcess[] = []
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A program of this test in a session of its own; it and what it starts are ended afterwards whatever happens. */
function start(program: string, ...args: readonly string[]): ChildProcess & { readonly pid: number } {
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  started.push(child)
  if (child.pid === undefined) throw new Error('The program did not start.')
  return Object.assign(child, { pid: child.pid })
}

async function lineOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The program has no standard output.')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return String(line)
}

test.afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // Ended by the test.
    }
  }
})

test.skip(process.platform !== 'linux', 'What the system did is read from /proc.')

/** What the kernel says of the process. */
const status = (pid: number, field: string): string | undefined =>
  new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
const niceOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
}

const rowOf = (app: Page, pid: number) => app.getByRole('treegrid').locator(`[role=row][data-pid="${pid}"]`)

async function select(app: Page, pid: number): Promise<void> {
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
  await rowOf(app, pid).click()
}

/** The row's menu by the keyboard, and one of its items. */
async function choose(app: Page, pid: number, item: string | RegExp): Promise<void> {
  // A dialog that is about to close would take the focus along, wherever it is by then.
  await expect(app.getByRole('alertdialog').or(app.getByRole('dialog'))).toHaveCount(0)
  await select(app, pid)
  await expect(rowOf(app, pid)).toBeFocused()
  await app.keyboard.press('Shift+F10')
  await app.getByRole('menuitem', { name: item }).press('Enter')
}

/** Those are ended by another hand, while the table shows them. */
async function endBehindItsBack(app: Page, ended: readonly number[]): Promise<void> {
  for (const pid of ended) process.kill(pid, 'SIGKILL')
  for (const pid of ended) await expect(rowOf(app, pid)).toHaveCount(0)
}

async function expectAccessible(app: Page): Promise<void> {
  await app.evaluate(axe)
  const serious: unknown = await app.evaluate(
    `axe.run().then(({ violations }) => violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))`,
  )
  expect(serious).toEqual([])
}

test('suspends and resumes, sets priority and CPUs, and refuses what is no value', async ({ app }) => {
  const { pid } = start('sleep', '600')
  const dialog = app.getByRole('alertdialog').or(app.getByRole('dialog'))

  await choose(app, pid, 'Suspend')
  await expect(dialog).toContainText(`Suspend sleep (${pid})?`)
  await expect(dialog).toContainText(`kill -s STOP ${pid}`)
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await expect.poll(() => status(pid, 'State')).toBe('T')
  await expect(rowOf(app, pid)).toHaveAttribute('data-state', 'stopped')
  await choose(app, pid, 'Resume')
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(() => status(pid, 'State')).toBe('S')

  await choose(app, pid, /^Priority/)
  const nice = dialog.getByRole('textbox', { name: /^Niceness/ })
  await expect(nice).toBeFocused()
  // It has the niceness of who started it.
  const own = getPriority()
  await expect(nice).toHaveValue(String(own))
  for (const bad of ['20', '-21', '1.5', 'high', '']) {
    await nice.fill(bad)
    await expect(dialog.getByRole('alert')).toHaveText('That is no niceness: give a whole number from -20 to 19.')
    await expect(dialog.getByRole('button', { name: 'Set' })).toBeDisabled()
  }
  await nice.press('Enter')
  await expectAccessible(app)
  expect(niceOf(pid)).toBe(own)
  const nicer = Math.min(own + 7, 19)
  await nice.fill(String(nicer))
  await nice.press('Enter')
  await expect(app.getByRole('status')).toContainText(`sleep (${pid}) has the niceness ${nicer} now.`)
  expect(niceOf(pid)).toBe(nicer)

  await choose(app, pid, /^CPUs/)
  const list = dialog.getByRole('textbox', { name: 'Runs on these CPUs' })
  await expect(list).not.toHaveValue('')
  for (const bad of ['', '4095', 'all', '0-', '1-0']) {
    await list.fill(bad)
    await expect(dialog.getByRole('alert')).toContainText('That is no list of CPUs that it can have')
    await expect(dialog.getByRole('button', { name: 'Set' })).toBeDisabled()
  }
  await expectAccessible(app)
  const last = cpus().length - 1
  await dialog.getByRole('checkbox', { name: `CPU ${last}`, exact: true }).check()
  await expect(list).toHaveValue(String(last))
  await expect(dialog).toContainText(`taskset -a -p -c ${last} ${pid}`)
  await dialog.getByText('On other systems').click()
  await expect(dialog).toContainText(`(Get-Process -Id ${pid}).ProcessorAffinity = ${2 ** last}`)
  await expect(dialog).toContainText('This system has no command for it.')
  await dialog.getByRole('button', { name: 'Set' }).click()
  await expect.poll(() => status(pid, 'Cpus_allowed_list')).toBe(String(last))
})

test('ends all of a name, and what listens on a port, after showing the list', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-actions-'))
  const image = `fs-${process.pid}`
  copyFileSync('/bin/sleep', join(folder, image))
  const two = [start(join(folder, image), '600'), start(join(folder, image), '600')]
  const other = start('sleep', '600')
  const code =
    'require("net").createServer().listen(0, "127.0.0.1", function () { process.stdout.write(this.address().port + "\\n") })'
  const server = start(process.execPath, '-e', code)
  const port = await lineOf(server)
  const dialog = app.getByRole('alertdialog')
  try {
    await choose(app, two[0]?.pid ?? 0, `End all named ${image} …`)
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
    for (const { pid } of two) await expect(dialog).toContainText(`${image} (${pid})`)
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    const ends = two.map((child) => once(child, 'exit'))
    await dialog.getByRole('button', { name: 'Terminate' }).click()
    for (const end of ends) expect(await end).toEqual([null, 'SIGTERM'])

    await choose(app, other.pid, /^End what listens/)
    const field = app.getByRole('dialog').getByRole('textbox', { name: 'Port, TCP or UDP' })
    for (const bad of ['0', '65536', 'http', '80.5']) {
      await field.fill(bad)
      await expect(app.getByRole('dialog').getByRole('alert')).toContainText('That is no port')
      await expect(app.getByRole('button', { name: 'Show who it is' })).toBeDisabled()
    }
    await field.fill(port)
    await field.press('Enter')
    await expect(dialog).toContainText(`Terminate what listens on port ${port}?`)
    await expect(dialog.getByRole('listitem')).toHaveText(new RegExp(`^node \\(${server.pid}\\).*TCP ${port}`))
    const end = once(server, 'exit')
    await dialog.getByRole('button', { name: 'Terminate' }).click()
    expect(await end).toEqual([null, 'SIGTERM'])
    expect(status(other.pid, 'State')).toBe('S')

    await choose(app, other.pid, /^End what listens/)
    await field.fill(port)
    await field.press('Enter')
    // There, where another port can be given at once; there is nothing to confirm.
    const asking = app.getByRole('dialog', { name: 'End what listens on a port' })
    const nobody = `Nobody whom this account can see listens on port ${port}: there is nobody to end.`
    await expect(asking.getByRole('alert')).toHaveText(nobody)
    await expect(dialog).toHaveCount(0)
    await expect(asking.getByRole('checkbox')).toHaveCount(0)
    await expect(field).toHaveAccessibleDescription(nobody)
    await expect(field).toBeFocused()
    await field.press('Backspace')
    await expect(asking.getByRole('alert')).toHaveCount(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('is polite, and forces after the grace what does not follow', async ({ app }) => {
  const stubborn = start('sh', '-c', 'trap "echo asked" TERM; echo ready; while :; do sleep 1 & wait; done')
  await lineOf(stubborn)
  const dialog = app.getByRole('alertdialog')
  await choose(app, stubborn.pid, /^Terminate/)
  await dialog.getByRole('checkbox', { name: /is killed after/ }).check()
  const seconds = dialog.getByRole('textbox', { name: 'Seconds until it is killed' })
  await expect(seconds).toHaveValue('5')
  for (const bad of ['0', '-1', 'soon', '3601', '']) {
    await seconds.fill(bad)
    await expect(dialog.getByRole('alert')).toHaveText('That is no time to wait: give seconds from 0.1 to 3600.')
    await expect(dialog.getByRole('button', { name: 'Terminate' })).toBeDisabled()
  }
  await expectAccessible(app)
  await seconds.fill('1.5')
  const command = `kill -s TERM ${stubborn.pid}; sleep 1.5; kill -s KILL ${stubborn.pid}`
  await expect(dialog).toContainText(command)
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await dialog.getByRole('button', { name: 'Copy: On Linux' }).click()
  await expect.poll(() => app.evaluate('navigator.clipboard.readText()')).toBe(command)
  await seconds.press('Enter')
  // Enter in a field of a dangerous dialog does nothing.
  await expect(dialog).toBeVisible()
  const asked = lineOf(stubborn)
  const end = once(stubborn, 'exit')
  await dialog.getByRole('button', { name: 'Terminate' }).click()
  expect(await asked).toBe('asked')
  expect(await end).toEqual([null, 'SIGKILL'])
})

test('a grace can be ended while it runs: nobody is killed', async ({ app }) => {
  const stubborn = start('sh', '-c', 'trap "echo asked" TERM; echo ready; while :; do sleep 1 & wait; done')
  await lineOf(stubborn)
  await choose(app, stubborn.pid, /^Terminate/)
  const dialog = app.getByRole('alertdialog')
  await dialog.getByRole('checkbox', { name: /is killed after/ }).check()
  await dialog.getByRole('textbox', { name: 'Seconds until it is killed' }).fill('3600')
  const asked = lineOf(stubborn)
  await dialog.getByRole('button', { name: 'Terminate' }).click()
  expect(await asked).toBe('asked')
  const grace = app.locator('.toast').filter({ hasText: 'what still lives after 3600 s is killed' })
  await expectAccessible(app)
  await grace.getByRole('button', { name: 'Do not kill' }).click()
  await expect(app.locator('.toast').filter({ hasText: 'it is still there' })).toBeVisible()
  await expect(grace).toHaveCount(0)
  expect(stubborn.exitCode ?? stubborn.signalCode).toBeNull()
})

test('kills a tree with what its processes start meanwhile, all listed, however many', async ({ app }) => {
  const script = 'for i in $(seq 30); do sleep 600 & done; echo ready; while :; do (sleep 602 &); sleep 0.1; done'
  const shell = start('sh', '-c', script)
  await lineOf(shell)
  await choose(app, shell.pid, 'Kill with descendants')
  const dialog = app.getByRole('alertdialog')
  await expect(dialog.getByRole('checkbox', { name: 'And its descendants' })).toBeChecked()
  await expect(dialog).toContainText('and whatever they start meanwhile')
  await expect.poll(() => dialog.getByRole('listitem').count()).toBeGreaterThan(30)
  const list = dialog.getByRole('region', { name: 'Who is meant' })
  expect(await list.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true)
  await expect(dialog.getByRole('button', { name: 'Kill' })).toBeInViewport()
  await expectAccessible(app)
  const end = once(shell, 'exit')
  await dialog.getByRole('button', { name: 'Kill' }).click()
  expect(await end).toEqual([null, 'SIGKILL'])
  // A table that is empty by then has a status, too.
  await expect(app.getByRole('status').filter({ hasText: /\d+ ended/ })).toBeVisible()
})

test('tells the end of a watched process with its exit code, also when another page is shown', async ({ app }) => {
  const code = start('sh', '-c', 'read line; exit 3')
  const signal = start('sleep', '600')
  await choose(app, code.pid, 'Tell me when it ends')
  await choose(app, signal.pid, 'Tell me when it ends')
  await app.locator('.navigation').getByRole('button', { name: 'Settings' }).click()
  code.stdin?.end('go\n')
  await expect(
    app.getByRole('status').filter({ hasText: `sh (${code.pid}) has ended with exit code 3.` }),
  ).toBeVisible()
  signal.kill('SIGKILL')
  const words = `sleep (${signal.pid}) was ended by SIGKILL.`
  await expect(app.getByRole('status').filter({ hasText: words })).toBeVisible()
})

test('changes nothing while the settings say so, until a person takes that back', async ({ app }) => {
  const { pid } = start('sleep', '600')
  const settings = app.locator('.navigation').getByRole('button', { name: 'Settings' })
  const processes = app.locator('.navigation').getByRole('button', { name: 'Processes' })
  await settings.click()
  await app.getByRole('radio', { name: /^Only look/ }).check()
  await processes.click()
  await select(app, pid)
  await expect(app.getByText('Read-only: the settings turn that off.')).toBeVisible()
  await app.keyboard.press('Delete')
  await app.keyboard.press('Shift+F10')
  for (const item of [/^Terminate/, /^Kill Shift/, 'Suspend', /^Priority/, /^CPUs/, /^End what listens/]) {
    await expect(app.getByRole('menuitem', { name: item })).toHaveAttribute('aria-disabled', 'true')
  }
  await app.keyboard.press('Escape')
  await settings.click()
  await app.getByRole('radio', { name: 'Look and act' }).check()
  await processes.click()
  await select(app, pid)
  await app.keyboard.press('Delete')
  await expect(app.getByRole('alertdialog')).toContainText(`Terminate sleep (${pid})?`)
  await app.keyboard.press('Escape')
  expect(status(pid, 'State')).toBe('S')
})

test('offers what would do nothing to a zombie neither in its menu nor in the palette', async ({ app }) => {
  const pid = await startZombie(started)
  await select(app, pid)
  await expect(rowOf(app, pid)).toHaveAttribute('data-state', 'zombie')
  await app.keyboard.press('Shift+F10')
  const inVain = [
    /^Terminate/,
    /^Kill Shift/,
    'Kill with descendants',
    /^Priority/,
    /^End all named/,
    /^Kill all named/,
  ]
  for (const item of inVain) {
    await expect(app.getByRole('menuitem', { name: item })).toHaveAttribute('aria-disabled', 'true')
  }
  await expect(app.getByRole('menuitem', { name: 'Copy PID' })).not.toHaveAttribute('aria-disabled')
  await app.keyboard.press('Escape')
  await app.keyboard.press('Control+k')
  const palette = app.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('menuitem', { name: 'Copy PID' })).toBeAttached()
  await expect(palette.getByRole('menuitem', { name: /^Terminate|^Kill|^End all named|^Priority/ })).toHaveCount(0)
})

test.describe('as an unprivileged user', () => {
  test.skip(process.getuid?.() !== 0, 'Only root can be another user.')
  test.use({ serveUser: 65_534 })
  test('lists what belongs to others, and says of each whose it is when a signal is denied', async ({ app }) => {
    const all = Array.from({ length: 4 }, () => start('sleep', '600'))
    const [first] = all
    if (first === undefined) throw new Error('Nobody was started.')
    const denied = ({ pid }: { readonly pid: number }): string =>
      `Denied: sleep (${pid}) belongs to root: this account may not touch it.`
    const dialog = app.getByRole('alertdialog').or(app.getByRole('dialog'))
    await select(app, first.pid)
    await expect(rowOf(app, first.pid)).toContainText('root')
    await app.keyboard.press('Shift+Delete')
    await dialog.getByRole('button', { name: 'Kill' }).click()
    await expect(app.getByRole('status').getByText(denied(first))).toBeVisible()

    await choose(app, first.pid, /^Priority/)
    await dialog.getByRole('textbox', { name: /^Niceness/ }).fill('7')
    await dialog.getByRole('button', { name: 'Set' }).click()
    await expect(app.getByRole('status')).toContainText(
      `Not changed: sleep (${first.pid}) belongs to root: this account may not touch it.`,
    )

    await app.getByRole('button', { name: 'List' }).click()
    await app
      .getByRole('combobox', { name: 'Filter processes' })
      .fill(all.map(({ pid }) => `pid = ${pid}`).join(' or '))
    await rowOf(app, first.pid).click()
    for (const { pid } of all.slice(1)) await rowOf(app, pid).click({ modifiers: ['Control'] })
    await app.keyboard.press('Delete')
    await dialog.getByRole('button', { name: 'Terminate' }).click()
    await expect(app.getByRole('status')).toContainText(
      '0 ended, 0 received the signal and are still there, 4 did not receive it.',
    )
    const failures = app.getByRole('region', { name: 'What failed, and why' })
    await expect(failures.getByRole('listitem')).toHaveText(all.map(denied))
    await expectAccessible(app)
    for (const { pid } of all) expect(status(pid, 'State')).toBe('S')
  })
})

test('marks end with those who are marked: keys mean the selected one again', async ({ app }) => {
  const shell = start('sh', '-c', 'sleep 671 & sleep 671 & sleep 672 & echo $!; wait')
  const other = Number(await lineOf(shell))
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`parent = ${shell.pid}`)
  const rows = app.locator('[role=row][data-pid][data-context=false]')
  await expect(rows).toHaveCount(3)
  const pids = (await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-pid'))))).filter(
    (pid) => pid !== other,
  )
  await rowOf(app, pids[0] ?? 0).click()
  await rowOf(app, pids[1] ?? 0).click({ modifiers: ['Control'] })
  const sums = app.getByRole('group', { name: /^Sums of/ })
  await expect(sums).toContainText('2 processes marked')
  await endBehindItsBack(app, pids)
  await expect(sums).toContainText('1 process shown')
  await rowOf(app, other).focus()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('alertdialog')).toContainText(`Terminate sleep (${other})?`)
})
