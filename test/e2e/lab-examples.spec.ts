import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { openLab } from './lab-helpers.ts'

test('an example replaces what was edited only when it is said so; what is saved needs no question', async ({
  app,
}) => {
  await openLab(app, 'program')
  const examples = app.getByRole('combobox', { name: 'Start from' })
  const editor = app.getByRole('textbox', { name: 'Your program' })
  const question = app.getByRole('alertdialog', { name: /Replace your program with “Cook and guest/ })
  // Nothing was written: an example takes the place of another.
  await examples.selectOption('lock')
  await expect(editor).toContainText('writers')
  await editor.press('Control+Home')
  await app.keyboard.type('// mine')
  await examples.focus()
  await examples.selectOption('queue')
  await expect(question).toBeVisible()
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await app.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(examples).toBeFocused()
  await expect(editor).toContainText('// mine')
  // It is known after a reload, too.
  await app.reload()
  await expect(editor).toContainText('// mine')
  await examples.selectOption('queue')
  await question.getByRole('button', { name: 'Replace' }).click()
  await expect(editor).toContainText('export async function cook')
  await expect(editor).not.toContainText('// mine')
  await editor.press('Control+Home')
  await app.keyboard.type('// again')
  const saved = app.waitForEvent('download')
  await app.getByRole('button', { name: 'Save as …' }).click()
  expect((await saved).suggestedFilename()).toBe('program.ts')
  await examples.selectOption('lock')
  await expect(editor).toContainText('writers')
  await expect(app.getByRole('alertdialog')).toHaveCount(0)
})

test('a file that was opened is saved under its own name, whatever its line ends', async ({ app }) => {
  await openLab(app, 'program')
  const buffer = Buffer.from('print("one")\r\nprint("two")\r\n')
  await app.getByLabel('Open a file …').last().setInputFiles({ name: 'hello.py', mimeType: 'text/x-python', buffer })
  const editor = app.getByRole('textbox', { name: 'Your program' })
  await expect(editor).toContainText('print("two")')
  const save = async () => {
    const saved = app.waitForEvent('download')
    await app.getByRole('button', { name: 'Save as …' }).click()
    return saved
  }
  const first = await save()
  expect(first.suggestedFilename()).toBe('hello.py')
  expect(await readFile(await first.path())).toEqual(buffer)
  await app.reload()
  await expect(editor).toContainText('print("two")')
  expect((await save()).suggestedFilename()).toBe('hello.py')
  await app.getByRole('combobox', { name: 'Language' }).selectOption('javascript')
  expect((await save()).suggestedFilename()).toBe('hello.js')
  // Nothing of it was written here.
  await app.getByRole('combobox', { name: 'Start from' }).selectOption('python')
  await expect(editor).toContainText('joined; exit code')
  expect((await save()).suggestedFilename()).toBe('program.py')
})

test('a file, too, replaces what was edited only when it is said so', async ({ app }) => {
  await openLab(app, 'program')
  const editor = app.getByRole('textbox', { name: 'Your program' })
  const open = () =>
    app
      .getByLabel('Open a file …')
      .last()
      .setInputFiles({ name: 'other.py', mimeType: 'text/x-python', buffer: Buffer.from('print("other")\n') })
  await editor.press('Control+Home')
  await app.keyboard.type('// mine')
  await open()
  const question = app.getByRole('alertdialog', { name: 'Replace your program with “other.py”?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toHaveCount(0)
  await expect(editor).toContainText('// mine')
  await expect(app.getByRole('combobox', { name: 'Language' })).toHaveValue('typescript')
  await open()
  await question.getByRole('button', { name: 'Replace' }).click()
  await expect(editor).toHaveText('print("other")')
  await expect(app.getByRole('combobox', { name: 'Language' })).toHaveValue('python')
})
