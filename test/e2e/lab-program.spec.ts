import { readFile, writeFile } from 'node:fs/promises'
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
  expect((await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, 2)).toEqual(['sleep', '600'])
  await stop(app)
  await expect(reportOf(app)).toContainText('stopped by request')
  expect(await osState(pid)).toMatch(/gone|Z/)
})

test('a file is opened and edited, and saved where the person says', async ({ app }) => {
  await openLab(app)
  await app.getByRole('button', { name: 'Your program' }).click()
  const file = { name: 'mine.js', mimeType: 'text/javascript', buffer: Buffer.from("console.log('from a file')\n") }
  await app.getByLabel('Open a file …').last().setInputFiles(file)
  await expect(app.getByRole('combobox', { name: 'Language' })).toHaveValue('javascript')
  await app.getByRole('textbox', { name: 'Your program' }).press('Control+End')
  await app.keyboard.type("console.log('and edited')")
  const saved = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Save as …' }).click()
  const path = await (await saved).path()
  expect(await readFile(path, 'utf8')).toBe("console.log('from a file')\nconsole.log('and edited')")
  await run(app)
  await expect(app.locator('.console')).toContainText('and edited')
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
  await app.getByRole('spinbutton', { name: /busy/ }).fill('1')
  await run(app)
  await expect(reportOf(app)).toHaveAttribute('data-outcome', 'passed')
  await app.getByRole('tab', { name: 'scenario.ts' }).click()
  await expect(app.locator('.code-line-seen')).toHaveCount(1)
  await openLab(app, '17-orphan')
  await app.getByRole('tab', { name: 'scenario.ts' }).click()
  await expect(app.locator('.code .cm-line').first()).toBeVisible()
  await expect(app.locator('.code-line-seen')).toHaveCount(0)
})
