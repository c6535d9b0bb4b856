import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let folder = ''
const started: ChildProcess[] = []

/** Starts a program in a group of its own that says a line when it is ready. */
async function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] }) {
  const child = spawn(program, [...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  started.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, pid: child.pid ?? 0, line: String(line) }
}

test.afterEach(() => {
  for (const { pid, exitCode, signalCode } of started.splice(0)) {
    // Its group: children of a shell must not outlive the test.
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
  }
})
// Not when the file is read: Playwright reads it in processes that run none of its tests.
test.beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'forkscope-details-')))
})
test.afterAll(() => rmSync(folder, { recursive: true }))

async function select(app: Page, pid: number, more = ''): Promise<void> {
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${pid}${more}`)
  await app.locator(`[role=row][data-pid="${pid}"]`).click()
  const drawer = app.getByRole('complementary', { name: 'Details' })
  if (!(await drawer.isVisible())) await app.keyboard.press('Enter')
  await expect(drawer.getByRole('heading', { name: new RegExp(`· ${pid}$`) })).toBeVisible()
}

/** Opens a section. @returns what is in it */
async function open(app: Page, title: string) {
  const section = app
    .locator('details.fold')
    .filter({ has: app.locator('> summary', { hasText: new RegExp(`^${title}$`) }) })
  if ((await section.getAttribute('open')) === null) await section.locator('> summary').click()
  return section.locator('.fold-body')
}

function isDenied(file: string): boolean {
  try {
    readFileSync(file)
    return false
  } catch (cause) {
    return cause instanceof Error && Reflect.get(cause, 'code') === 'EACCES'
  }
}

const seriousFor = async (app: Page): Promise<unknown> => {
  // Injected through the debugger, not the page: its policy would refuse it.
  await app.evaluate(readFileSync(axe, 'utf8'))
  return app.evaluate(
    `axe.run().then(({ violations }) => violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))`,
  )
}

test.skip(process.platform !== 'linux', 'Only Linux tells all of this.')

test('tells what the OS knows of a process, in the drawer and on a page of its own', async ({ app, page }) => {
  const { pid, line } = await start(
    process.execPath,
    [
      '-e',
      `const fs = require('node:fs'), net = require('node:net')
       fs.openSync('notes.txt', 'w')
       process.on('SIGUSR2', () => {})
       const server = net.createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))`,
      '--',
      '--token=do-not-show-me',
      'two words',
    ],
    { GREETING: 'hello = world', API_TOKEN: 'do-not-show-me-either' },
  )
  await select(app, pid)
  const drawer = app.getByRole('complementary', { name: 'Details' })
  // Argument by argument, the secret covered until it is asked for.
  const items = drawer.getByRole('list', { name: 'Command line' }).getByRole('listitem')
  await expect(items).toHaveCount(6)
  await expect(items.last()).toHaveText('two words')
  await expect(drawer).not.toContainText('do-not-show-me')
  await drawer.getByRole('button', { name: 'Reveal', exact: true }).click()
  await expect(items.nth(4)).toHaveText('--token=do-not-show-me')

  // The drawer's link leads to an address that can be opened by itself; sections are opened there.
  await drawer.getByRole('link', { name: 'Open on a page of its own' }).click()
  await expect(page).toHaveURL(new RegExp(`#/processes/${pid}(?:@|%40)\\d+$`))
  const environment = await open(app, 'Environment')
  await expect(environment.getByRole('row', { name: 'GREETING' })).toContainText('hello = world')
  await expect(environment.getByRole('row', { name: 'API_TOKEN' })).toContainText('••••••')
  await expect(environment).not.toContainText('do-not-show-me-either')
  await environment.getByRole('button', { name: 'Reveal values' }).click()
  await expect(environment.getByRole('row', { name: 'API_TOKEN' })).toContainText('do-not-show-me-either')
  await expect(await open(app, 'Working directory')).toContainText(folder)
  await expect((await open(app, 'Open files')).getByRole('row', { name: `${folder}/notes.txt` })).toContainText('write')
  await expect((await open(app, 'Sockets')).getByRole('row', { name: `127.0.0.1:${line}` })).toContainText('LISTEN')
  await expect((await open(app, 'Threads')).getByRole('row', { name: String(pid) })).toContainText(/sleeping|running/)
  const signals = await open(app, 'Signals')
  await expect(signals.locator('div').filter({ hasText: /^Caught/ })).toContainText('SIGUSR2')
  await expect(signals.locator('div').filter({ hasText: /^Ignored/ })).toContainText('SIGPIPE')
  await expect(await open(app, 'Memory')).toContainText('Its share (PSS)')
  await expect((await open(app, 'Limits')).getByRole('row', { name: 'open files' })).toBeVisible()
  await expect(await open(app, 'Namespaces and cgroup')).toContainText('pid')
  const commands = await open(app, 'The same by command')
  await expect(commands).toContainText(`kill -s TERM ${pid}`)
  await expect(commands).toContainText(`-iTCP:${line} -sTCP:LISTEN`)
  await commands.locator('summary', { hasText: 'On Windows' }).click()
  await expect(commands).toContainText(`taskkill /pid ${pid} /f`)
  await expect(commands).toContainText('taskkill /im node.exe')
  // A chart, and the table that says the same.
  await expect(app.getByRole('figure', { name: 'Memory' }).locator('canvas')).toBeVisible()
  await app.getByRole('figure', { name: 'Memory' }).locator('summary').click()
  await expect(app.getByRole('table', { name: /^Memory: \d+ of \d+ values/ })).toContainText('MiB')
  // Its rows become more than fit in: keys scroll them.
  await expect(app.getByRole('region', { name: 'As a table: Memory' })).toHaveAttribute('tabindex', '0')
  expect(await seriousFor(app)).toEqual([])

  // The address alone opens it; the way back leads to the table, where it is still selected.
  await app.reload()
  await expect(app.getByRole('heading', { name: `node · ${pid}` })).toBeVisible()
  await app.getByRole('link', { name: 'All processes' }).click()
  await expect(app.locator(`[role=row][data-pid="${pid}"]`)).toHaveAttribute('aria-selected', 'true')
  await app.goBack()
  // Its end is told, and nothing of it is read any more.
  process.kill(pid, 'SIGKILL')
  await expect(app.locator('.process-page header')).toContainText('ended')
  await expect(await open(app, 'Open files')).toContainText('The process has ended.')
  await expect(app.getByRole('button', { name: 'Kill' })).toBeDisabled()
})

test('explains a zombie, and ends the parent that has not waited', async ({ app }) => {
  // The shell becomes a program that never waits, and its child ends when it is told to.
  const { pid, line } = await start('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'])
  const child = Number(line)
  const asked: string[] = []
  app.on('websocket', (socket) => socket.on('framesent', ({ payload }) => asked.push(payload.toString())))
  await app.reload()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${child}`)
  const row = app.locator(`[role=row][data-pid="${child}"]`)
  await row.waitFor()
  process.kill(child, 'SIGKILL')
  await expect(row).toHaveAttribute('data-state', 'zombie')
  await select(app, child)
  const drawer = app.getByRole('complementary', { name: 'Details' })
  await expect(drawer).toContainText(`sleep (${pid}) has not waited for it.`)
  await expect(drawer).toContainText(/A zombie since \d\d:\d\d:\d\d\./)
  // What does nothing is not offered, here or in the dialog that a key opens.
  for (const name of ['Terminate', 'Kill']) {
    const button = drawer.getByRole('button', { name, exact: true })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAttribute('title', 'zombie: a signal does nothing')
  }
  await expect(app.locator('.toolbar').getByRole('button', { name: 'Kill' })).toBeDisabled()
  const commands = await open(app, 'The same by command')
  await expect(commands).toContainText(`ps -f -p ${child}`)
  await expect(commands).not.toContainText(/kill|renice/)
  await row.press('Delete')
  const dialog = app.getByRole('alertdialog')
  await expect(dialog).toContainText('Nobody is left to be signalled.')
  await expect(dialog.getByRole('button', { name: 'Terminate' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  // It moves nothing any more: its storage is not even asked for.
  expect(asked.some((frame) => frame.includes('details/sockets'))).toBe(true)
  expect(asked.filter((frame) => frame.includes('details/io'))).toEqual([])
  await drawer.getByRole('button', { name: 'Send SIGCHLD to the parent' }).click()
  await expect(app.getByRole('alertdialog')).toContainText(`sleep (${pid})`)
  await app.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await drawer.getByRole('button', { name: 'End the parent' }).click()
  await expect(app.getByRole('alertdialog')).toContainText(`Terminate sleep (${pid})?`)
  await app.getByRole('alertdialog').getByRole('button', { name: 'Terminate' }).click()
  await expect(app.getByRole('status').filter({ hasText: `sleep (${pid}) has ended` })).toBeVisible()
  // Adopted by another, or collected: this parent is no longer what it waits for.
  await expect(drawer).not.toContainText(`sleep (${pid}) has not waited`)
})

test('goes through the family by keyboard; a stopped process offers to go on', async ({ app }) => {
  const { pid, line } = await start('sh', ['-c', 'sleep 600 & echo $!; wait'])
  await select(app, Number(line))
  const drawer = app.getByRole('complementary', { name: 'Details' })
  await drawer.getByRole('button', { name: `sh (${pid})` }).focus()
  await app.keyboard.press('Enter')
  await expect(drawer.getByRole('heading', { name: `sh · ${pid}` })).toBeVisible()
  await drawer.getByRole('button', { name: `sleep (${line})` }).press('Enter')
  await expect(drawer.getByRole('heading', { name: `sleep · ${line}` })).toBeVisible()
  process.kill(Number(line), 'SIGSTOP')
  await drawer.getByRole('button', { name: 'Resume' }).press('Enter')
  const dialog = app.getByRole('alertdialog')
  await expect(dialog).toContainText('SIGCONT')
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect(drawer.locator('header')).toContainText('sleeping')
  await app.setViewportSize({ width: 800, height: 500 })
  expect(await seriousFor(app)).toEqual([])
})

test('tells where a process waits in the kernel, and what an address without a process means', async ({ app }) => {
  test.skip(process.arch !== 'x64', 'The number of vfork(2) is that of x86-64.')
  // Until its vfork child starts a program or ends, the parent cannot be interrupted.
  const { pid } = await start('perl', ['-e', '$| = 1; print "ready\\n"; if (syscall(58) == 0) { sleep 600 }'])
  await select(app, pid)
  const drawer = app.getByRole('complementary', { name: 'Details' })
  // The kernel ends a wait of vfork's by what would end the process, unless it dumps core first: complete_signal().
  await expect(drawer).toContainText('SIGKILL, and any signal that ends it without a core dump, ends this wait at once')
  await expect(drawer).not.toContainText('not even SIGKILL')
  await expect(drawer).toContainText('for its new child to start another program or to end')
  await drawer.getByRole('list').getByRole('button', { name: /^perl/ }).press('Enter')
  await expect(drawer).toContainText(/It waits in \w*nanosleep\w*: for a time to pass/)
  await app.evaluate('location.hash = "#/processes/4194305@1"')
  await expect(app.getByRole('status').filter({ hasText: 'There is no process 4194305 any more' })).toBeVisible()
})

test('tells that the file of a program was deleted under it', async ({ app }) => {
  const file = join(folder, 'replaced')
  copyFileSync('/usr/bin/perl', file)
  const { pid } = await start(file, ['-e', '$| = 1; print "ready\\n"; sleep 600'])
  await select(app, pid)
  const drawer = app.getByRole('complementary', { name: 'Details' })
  await expect(drawer).toContainText(file)
  await expect(drawer).not.toContainText('was deleted or replaced')
  rmSync(file)
  const told = 'The file of its program was deleted or replaced since it was started: it still runs the former one.'
  // It is looked for every ten seconds.
  await expect(drawer).toContainText(told, { timeout: 25_000 })
  await expect(app.locator(`[role=row][data-pid="${pid}"]`)).toHaveAttribute('title', told)
})

test('tells whose reads and writes are not counted, whoever measures the others', async ({ app }) => {
  const writes = `open(F, '>', $ARGV[0]) or die; print F 'x' x 400_000; close F; `
  const ready = `$| = 1; print "ready\n"; sleep 600`
  const own = await start('perl', ['-e', `${writes}${ready}`, 'own'])
  const byChild = await start('perl', ['-e', `if (!fork) { ${writes}exit } wait; ${ready}`, 'by a child'])
  const told = 'Of its only thread: what ended threads and waited-for children moved is not counted.'
  const drawer = app.getByRole('complementary', { name: 'Details' })
  const storage = drawer.getByRole('figure', { name: 'Storage' })
  for (const inTable of [false, true]) {
    for (const { pid } of [own, byChild]) {
      // Its row is there when it has rates.
      await select(app, pid, inTable ? ' and read >= 0' : '')
      await expect(storage).toBeVisible({ timeout: 15_000 })
      await expect(drawer.getByText(told)).toHaveCount(pid === byChild.pid ? 1 : 0)
    }
  }
})

test('tells that a control group is frozen, and when SIGKILL waits for that to end', async ({ app }) => {
  const group = `/sys/fs/cgroup/freezer/forkscope-details-${process.pid}`
  test.skip(process.getuid?.() !== 0 || !existsSync('/sys/fs/cgroup/freezer/tasks'), 'Needs root and a freezer.')
  const { pid } = await start('perl', ['-e', '$| = 1; print "ready\\n"; sleep 600'])
  mkdirSync(group)
  try {
    writeFileSync(`${group}/cgroup.procs`, String(pid))
    writeFileSync(`${group}/freezer.state`, 'FROZEN')
    await select(app, pid)
    const drawer = app.getByRole('complementary', { name: 'Details' })
    await expect(drawer).toContainText(
      'Its control group is frozen: it does nothing and takes no signals, not even SIGKILL',
    )
    await expect(drawer).not.toContainText('for a time to pass')
    writeFileSync(`${group}/freezer.state`, 'THAWED')
    await expect(drawer).toContainText('for a time to pass')
    await expect(drawer).not.toContainText('frozen')
  } finally {
    writeFileSync(`${group}/freezer.state`, 'THAWED')
    writeFileSync('/sys/fs/cgroup/freezer/cgroup.procs', String(pid))
    rmdirSync(group)
  }
})

test('tells that a frozen control group of cgroup v2 lets go what a signal ends, and that is so', async ({ app }) => {
  const top = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'].find((path) => existsSync(`${path}/cgroup.procs`))
  test.skip(process.getuid?.() !== 0 || top === undefined, 'Needs root and cgroup v2.')
  const group = `${top}/forkscope-details-${process.pid}`
  const { pid, child } = await start('perl', ['-e', '$| = 1; print "ready\n"; sleep 600'])
  const ended = once(child, 'exit')
  mkdirSync(group)
  try {
    writeFileSync(`${group}/cgroup.procs`, String(pid))
    writeFileSync(`${group}/cgroup.freeze`, '1')
    await select(app, pid)
    const drawer = app.getByRole('complementary', { name: 'Details' })
    await expect(drawer).toContainText('A signal that ends it does so all the same')
    process.kill(pid, 'SIGTERM')
    expect(await ended).toEqual([null, 'SIGTERM'])
  } finally {
    child.kill('SIGKILL')
    await ended
    rmdirSync(group)
  }
})

test.describe('read-only', () => {
  test.use({ serveArguments: ['--read-only'] })
  test('explains, and offers no signal', async ({ app }) => {
    // A shell would ask for its child before it becomes another program, were that to end early.
    const { pid, line } = await start('perl', ['-e', '$| = 1; if ($p = fork) { print "$p\\n" } sleep 600'])
    process.kill(Number(line), 'SIGKILL')
    await select(app, Number(line))
    const drawer = app.getByRole('complementary', { name: 'Details' })
    await expect(drawer).toContainText(`perl (${pid}) has not waited for it.`)
    await expect(drawer.getByRole('button', { name: 'End the parent' })).toBeDisabled()
    await expect(drawer.getByRole('button', { name: 'Kill' })).toBeDisabled()
  })
})

test('does not ask for root where root was denied', async ({ app }) => {
  test.skip(process.getuid?.() !== 0, 'Only root can be denied as root.')
  const denied = readdirSync('/proc')
    .map(Number)
    .find((pid) => pid > 0 && isDenied(`/proc/${pid}/environ`))
  test.skip(denied === undefined, 'Root may read everything here.')
  await select(app, denied ?? 0)
  await expect(await open(app, 'Environment')).toContainText('The system denies this, although Forkscope runs as root.')
  const drawer = app.getByRole('complementary', { name: 'Details' })
  await expect(drawer).not.toContainText('Needs root')
})

test.describe('as an unprivileged user', () => {
  test.skip(process.getuid?.() !== 0, 'Only root can be another user.')
  test.use({ serveUser: 65_534 })
  test('says what needs root', async ({ app }) => {
    const { pid } = await start(process.execPath, ['-e', `console.log('ready'); setInterval(() => {}, 1000)`])
    await select(app, pid)
    for (const title of ['Environment', 'Open files', 'Sockets', 'Working directory']) {
      await expect(await open(app, title), title).toContainText('Needs root')
    }
    await expect(await open(app, 'Signals')).toContainText('SIGPIPE')
    const memory = await open(app, 'Memory')
    await expect(memory).toContainText('Resident')
    await expect(memory).toContainText(/Its share, its own and what others share\s*Needs root/)
    const drawer = app.getByRole('complementary', { name: 'Details' })
    for (const title of ['Executable', 'Storage', 'Wait channel']) {
      const fact = drawer
        .locator('section.fact')
        .filter({ has: app.getByRole('heading', { name: title, exact: true }) })
      await expect(fact, title).toContainText('Needs root')
    }
    expect(await seriousFor(app)).toEqual([])
  })
})

test('the pane keeps to its share of the window, and the table beside it ends with a whole column', async ({ app }) => {
  await app.locator('[role=row][data-pid]').first().click()
  await app.keyboard.press('Enter')
  const pane = app.getByRole('complementary', { name: 'Details' })
  await expect(pane).toBeVisible()
  for (const width of [2560, 1280, 1000, 800, 500]) {
    await app.setViewportSize({ width, height: 600 })
    const share = async () => ((await pane.boundingBox())?.width ?? width) / width
    await expect.poll(share, `${width}`).toBeLessThanOrEqual(0.45)
    if (width === 500) continue
    const cut = () =>
      app.getByRole('treegrid').evaluate((grid) => {
        const { right } = grid.getBoundingClientRect()
        return [...grid.querySelectorAll('[role=columnheader]')]
          .map((each) => each.getBoundingClientRect())
          .filter((box) => box.left < right - 1 && box.right > right + 1).length
      })
    await expect.poll(cut, `${width}`).toBe(0)
  }
})

test('the page of a process gives long sections its whole width', async ({ app, page }) => {
  const files = Array.from({ length: 60 }, (_, at) => `fs.openSync('a rather long name of a file, ${at}', 'w')`)
  const { pid } = await start(process.execPath, [
    '-e',
    `const fs = require('node:fs'); ${files.join(';')}; console.log('ready'); setInterval(() => {}, 1000)`,
  ])
  await select(app, pid)
  await app.getByRole('link', { name: 'Open on a page of its own' }).click()
  await expect(page).toHaveURL(new RegExp(`#/processes/${pid}`))
  const list = await open(app, 'Open files')
  await open(app, 'Environment')
  const boxes = async () => {
    const [whole, list1, charts, facts] = await Promise.all(
      [
        app.locator('.process-page .details-body'),
        list.getByRole('region', { name: 'Open files' }),
        app.locator('.details-first > div').last(),
        app.locator('.details-first > div').first(),
      ].map((each) => each.boundingBox()),
    )
    return { whole, list: list1, charts, facts }
  }
  const wide = await boxes()
  expect((wide.list?.width ?? 0) / (wide.whole?.width ?? 1)).toBeGreaterThan(0.95)
  // Facts and charts stay side by side.
  expect(wide.charts?.y).toBe(wide.facts?.y)
  expect(wide.list?.y).toBeGreaterThan((wide.charts?.y ?? 0) + (wide.charts?.height ?? 0))
  await app.setViewportSize({ width: 700, height: 700 })
  await expect.poll(async () => (await boxes()).charts?.x).toBe((await boxes()).facts?.x)
})
