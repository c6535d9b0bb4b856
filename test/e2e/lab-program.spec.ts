import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, osState, pidOf, reportOf, run, stop, writeProgram } from './lab-helpers.ts'

test('an example runs as it is, under the same stage', async ({ app }) => {
  await openLab(app)
  await app.getByRole('button', { name: 'Your program' }).click()
  await app.getByRole('combobox', { name: 'Start from' }).selectOption('hello')
  await run(app)
  await expect(nodeOf(app, 'worker')).toHaveAttribute('data-state', /sleeping|running/)
  const pid = await pidOf(app, 'worker')
  expect(await osState(pid)).toMatch(/[SRD]/)
  await expect(app.locator('.console')).toContainText('joined; exit code 0')
  await expect(reportOf(app)).toContainText('0 processes left behind')
})

test('a mistake is shown at its line, and nothing runs', async ({ app }) => {
  await writeProgram(app, 'const fine: number = 1\nconst = 2\n', 'typescript')
  await run(app)
  await expect(app.getByRole('alert').filter({ hasText: 'Line 2' })).toBeVisible()
  await expect(app.locator('.code-line-mistake')).toContainText('const = 2')
  await expect(app.locator('.run-processes')).toHaveCount(0)
})

test('a mistake goes with the text that it was in', async ({ app }) => {
  await writeProgram(app, 'const = 2\n')
  await run(app)
  await expect(app.locator('.code-line-mistake')).toHaveCount(1)
  await app.getByRole('textbox', { name: 'Your program' }).press('Control+Home')
  await app.keyboard.type('//')
  await expect(app.locator('.mistakes, .code-line-mistake')).toHaveCount(0)
})

test('a double click runs it once, and Stop stops it', async ({ app }) => {
  await openLab(app, 'program')
  await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
  await app.getByRole('textbox', { name: 'Command line' }).fill('sleep 297.5')
  await app.getByRole('button', { name: 'Run', exact: true }).dblclick()
  const pid = await pidOf(app, 'MainProcess')
  const sleeping = async (): Promise<number> => {
    const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const lines = await Promise.all(all.map((each) => readFile(`/proc/${each}/cmdline`, 'utf8').catch(() => '')))
    return lines.filter((line) => line.split('\0').join(' ') === 'sleep 297.5 ').length
  }
  expect(await sleeping()).toBe(1)
  // Nothing happens any more; the run's clock goes on.
  await expect(nodeOf(app, 'MainProcess')).toHaveAttribute('data-state', 'sleeping')
  const clock = async (): Promise<number> => Number.parseFloat(await app.locator('.cursor-time').innerText())
  const before = await clock()
  await expect.poll(clock).toBeGreaterThan(before + 1)
  await stop(app)
  await expect(reportOf(app)).toContainText('stopped by request')
  expect(await osState(pid)).toMatch(/gone|Z/)
  expect(await sleeping()).toBe(0)
})

test('a saved run that is opened during a run stops it', async ({ app }) => {
  await writeProgram(app, 'console.log("before")')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const download = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Share' }).click()
  await app.getByRole('menuitem', { name: 'Save this run …' }).click()
  const saved = `${await (await download).path()}.jsonl`
  await copyFile(saved.replace(/\.jsonl$/, ''), saved)
  await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
  await app.getByRole('textbox', { name: 'Command line' }).fill('sleep 298.5')
  await run(app)
  const pid = await pidOf(app, 'MainProcess')
  await app.getByLabel('Open a saved run …').setInputFiles(saved)
  await expect(app.getByText('A saved run: nothing is running.')).toBeVisible()
  expect(await osState(pid)).toMatch(/gone|Z/)
})

test('what cannot be run is said in the language of the page, and what was written outlives a reload', async ({
  app,
}) => {
  await openLab(app, 'program')
  await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
  const command = app.getByRole('textbox', { name: 'Command line' })
  await command.fill("echo it's fine")
  await run(app)
  const said = app.locator('.mistakes')
  await expect(said).toContainText('A quote is not closed')
  await command.fill('no-such-command here')
  await app.reload()
  await expect(command).toHaveValue('no-such-command here')
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: '简体中文' }).check()
  await app.getByRole('button', { name: '实验室' }).click()
  await app.getByRole('button', { name: '运行', exact: true }).click()
  await expect(said).toContainText('没有可以执行的命令“no-such-command”')
})

test('a text that does not compile claims nothing of the run before, and a file that is none is forgotten', async ({
  app,
}) => {
  await writeProgram(app, 'console.log("one")\nconsole.log("two")\nconsole.log(new Error("three").stack)\n')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const seen = app.getByText('Last event up to this moment')
  await expect(seen).toBeVisible()
  await app.getByRole('textbox', { name: 'Your program' }).fill('const a = = 1\n')
  await run(app)
  const said = app.locator('.mistakes')
  await expect(said).toContainText('Line 1')
  await expect(app.getByText('The program was not run: the stage shows the run before.')).toBeVisible()
  await expect(seen).toHaveCount(0)
  const drop = (name: string) =>
    app.locator('.program').evaluate((pane, fileName) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['puts 1'], fileName))
      pane.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    }, name)
  await drop('drop.rb')
  await expect(said.getByRole('listitem')).toHaveText([/^Line 1/, /^drop\.rb is no/])
  await app.getByRole('combobox', { name: 'Start from' }).selectOption({ index: 1 })
  await app.getByRole('alertdialog').getByRole('button', { name: 'Replace' }).click()
  await expect(said).toHaveCount(0)
  await drop('other.rb')
  await expect(said).toHaveText(/^other\.rb is no/)
  await expect(app.getByText('the stage shows the run before')).toHaveCount(0)
  await run(app)
  await expect(said).toHaveCount(0)
})

test('Python and a command line run too', async ({ app }) => {
  await writeProgram(app, 'import os\nprint("pid is", os.getpid(), flush=True)\n', 'python')
  await run(app)
  await expect(app.locator('.console')).toContainText(/pid is \d+/)
  await expect(reportOf(app)).toBeVisible()
  await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
  await app.getByRole('textbox', { name: 'Command line' }).fill(`sh -c 'echo "two words"; exec sleep 600'`)
  await run(app)
  await expect(app.locator('.console')).toContainText('two words')
  const pid = await pidOf(app, 'MainProcess')
  // The shell has spoken before it becomes its program.
  const command = async () => (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, 2)
  await expect.poll(command).toEqual(['sleep', '600'])
  await stop(app)
  await expect(reportOf(app)).toContainText('stopped by request')
  expect(await osState(pid)).toMatch(/gone|Z/)
})

test('a program that writes without pause is seen while it writes, and Stop ends it', async ({ app }) => {
  await openLab(app, 'program')
  await app.getByRole('combobox', { name: 'Language' }).selectOption('command')
  await app.getByRole('textbox', { name: 'Command line' }).fill('yes')
  await run(app)
  await expect(app.getByText(/\d\d,\d{3} lines/)).toBeVisible()
  const pid = await pidOf(app, 'MainProcess')
  await stop(app)
  await expect(reportOf(app)).toContainText('stopped by request')
  expect(await osState(pid)).toMatch(/gone|Z/)
})

test('a file is opened and edited, and saved where the person says', async ({ app }) => {
  await openLab(app)
  await app.getByRole('button', { name: 'Your program' }).click()
  const file = { name: 'mine.js', mimeType: 'text/javascript', buffer: Buffer.from("const { EOL } = require('os')\n") }
  await app.getByLabel('Open a file …').last().setInputFiles(file)
  await expect(app.getByRole('combobox', { name: 'Language' })).toHaveValue('javascript')
  await app.getByRole('textbox', { name: 'Your program' }).press('Control+End')
  await app.keyboard.type("console.log('and edited', typeof EOL)")
  const saved = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Save as …' }).click()
  const path = await (await saved).path()
  expect(await readFile(path, 'utf8')).toBe("const { EOL } = require('os')\nconsole.log('and edited', typeof EOL)")
  await run(app)
  await expect(app.locator('.console')).toContainText('and edited string')
})

/** Drops a file as a person does: the browser itself carries it there. */
async function dropFile(app: Page, path: string, on: Locator): Promise<void> {
  const box = await on.boundingBox()
  if (box === null) throw new Error('It is not on the page.')
  const browser = await app.context().newCDPSession(app)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data })
  await browser.detach()
}

test('a file that is dropped on the editor replaces the program; elsewhere it leaves the page as it is', async ({
  app,
}, info) => {
  const code = "console.log('dropped')\n"
  const path = info.outputPath('dropped.mjs')
  await writeFile(path, code)
  await writeProgram(app, 'const before = 1\n', 'typescript')
  const editor = app.getByRole('textbox', { name: 'Your program' })
  // The library reads a dropped file so, the page does not: nobody has to wait for what it would insert.
  await app.evaluate(() => {
    FileReader.prototype.readAsText = () => {
      document.body.dataset['read'] = 'by the library'
    }
  })
  await dropFile(app, path, editor)
  await app.getByRole('alertdialog').getByRole('button', { name: 'Replace' }).click()
  await expect(app.getByRole('combobox', { name: 'Language' })).toHaveValue('javascript')
  await run(app)
  await expect(app.locator('.console li')).toHaveText([/dropped/])
  await expect(reportOf(app)).toBeVisible()
  await expect(editor.locator('.cm-line')).toHaveText(["console.log('dropped')", ''])
  expect(await app.evaluate(() => document.body.dataset['read'])).toBeUndefined()
  // Headless Chromium opens no dropped file: what a browser would do is what the page leaves to it.
  await app.evaluate(() =>
    window.addEventListener('dragover', ({ defaultPrevented }) => {
      document.body.dataset['over'] = defaultPrevented ? 'refused' : 'left to the browser'
    }),
  )
  const told = () => app.evaluate(() => document.body.dataset['over'])
  await dropFile(app, path, app.locator('.stage'))
  expect(await told()).toBe('refused')
  await app.getByRole('button', { name: 'Processes', exact: true }).click()
  await app.evaluate(() => delete document.body.dataset['over'])
  await dropFile(app, path, app.getByRole('treegrid', { name: 'Processes' }))
  expect(await told()).toBe('refused')
})

test('the line of the last event is marked, and follows the moment that is shown; in an edited program none is', async ({
  app,
}) => {
  const lines = [
    "import { main, mark, Process, sleep } from 'forkscope/multiprocessing'",
    'export async function child(): Promise<void> {',
    "  mark('in the child')",
    '  await sleep(60)',
    '}',
    'main(import.meta, async () => {',
    "  console.log('first')",
    "  const one = new Process({ target: child, name: 'one' })",
    '  await one.start()',
    '  await one.join()',
    '})',
  ]
  await writeProgram(app, lines.join('\n'), 'typescript')
  const seen = app.locator('.code-line-seen')
  await expect(seen).toHaveCount(0)
  await run(app)
  await expect(seen).toHaveText("  mark('in the child')")
  await expect(app.getByText('Last event up to this moment: line 3')).toBeVisible()
  await app.getByRole('button', { name: 'As a table' }).click()
  await app.getByRole('row', { name: /first/ }).getByRole('button').click()
  await expect(seen).toHaveText("  console.log('first')")
  await app.getByRole('button', { name: 'Live', exact: true }).click()
  await expect(seen).toHaveText("  mark('in the child')")
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
  await app.getByRole('textbox', { name: 'Your program' }).press('Control+Home')
  await app.keyboard.type('// edited\n')
  await expect(seen).toHaveCount(0)
})

test('a lesson marks its line too, and only its own', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('2')
  await run(app)
  await expect(reportOf(app)).toHaveAttribute('data-outcome', 'passed')
  await app.getByRole('tab', { name: 'scenario.ts' }).click()
  await expect(app.locator('.code-line-seen')).toHaveCount(1)
  await openLab(app, '17-orphan')
  await app.getByRole('tab', { name: 'scenario.ts' }).click()
  await expect(app.locator('.code .cm-line').first()).toBeVisible()
  await expect(app.locator('.code-line-seen')).toHaveCount(0)
})
