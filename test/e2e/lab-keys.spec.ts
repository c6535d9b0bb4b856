import { expect, test } from './fixtures.ts'
import { openLab, reportOf, writeProgram } from './lab-helpers.ts'

test('the focus goes from Run to Stop and back, by keyboard; a key that is held presses once', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('30')
  const start = app.getByRole('button', { name: /^(Run|Run again)$/ })
  const stop = app.getByRole('button', { name: 'Stop', exact: true })
  await start.focus()
  await app.keyboard.down('Enter')
  await expect(stop).toBeFocused()
  // Held down, the key comes again.
  await app.keyboard.down('Enter')
  await app.keyboard.up('Enter')
  await expect(app.getByRole('treeitem').first()).toBeVisible()
  await expect(reportOf(app)).toHaveCount(0)
  await app.keyboard.press('Enter')
  await expect(reportOf(app)).toContainText('stopped by request')
  await expect(start).toBeFocused()
  // So it is for what else starts a run, and for a program of one's own.
  await app.getByRole('button', { name: 'Repeat' }).press('Enter')
  await expect(stop).toBeFocused()
  await stop.press('Enter')
  await expect(start).toBeFocused()
  await writeProgram(app, 'setInterval(() => {}, 1000)')
  await start.press('Enter')
  await expect(stop).toBeFocused()
  await stop.press('Enter')
  await expect(start).toBeFocused()
})

test('while a lesson runs its answers are closed, and it is said why', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('30')
  const asked = app.getByRole('region', { name: 'What do you expect?' })
  await asked.getByRole('radio', { name: 'S, sleeping' }).check()
  await app.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(asked.getByRole('status')).toHaveText(/^It runs: what you answered before/)
  for (const radio of await asked.getByRole('radio').all()) await expect(radio).toBeDisabled()
  await expect(asked.getByRole('radio', { name: 'S, sleeping' })).toBeChecked()
  // What is asked of another lesson is for its own run.
  await openLab(app, '17-orphan')
  await expect(asked.getByRole('radio').first()).toBeEnabled()
  await openLab(app)
  await app.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(app.getByRole('region', { name: 'Expected and measured' })).toContainText('S, sleeping')
})

test('what is moved to the top of an order keeps the focus, on the button that leads back', async ({ app }) => {
  await openLab(app, '18-join')
  const items = app.locator('.predict ol').first().locator('li')
  const first = items.first().getByRole('button').first()
  const second = items.nth(1).getByRole('button').first()
  await expect(first).toBeDisabled()
  const name = await items.nth(1).locator('span').textContent()
  await second.press('Enter')
  await expect(items.first().locator('span')).toHaveText(name ?? '')
  await expect(items.first().getByRole('button').nth(1)).toBeFocused()
  await app.keyboard.press('Enter')
  await expect(items.nth(1).locator('span')).toHaveText(name ?? '')
  // Down to the end, too, where its place in the document changes.
  const later = items.nth(1).getByRole('button').nth(1)
  await later.press('Enter')
  const last = items.last()
  while ((await last.locator('span').textContent()) !== name) await app.keyboard.press('Enter')
  await expect(last.getByRole('button').first()).toBeFocused()
})

test('a button of a question that vanishes leaves the focus to the question', async ({ app }) => {
  await openLab(app, '18-join')
  const question = app.locator('.predict fieldset').filter({ has: app.locator('ol') })
  const take = question.getByRole('button', { name: 'Take this order' })
  const clear = question.getByRole('button', { name: 'Take the answer back' })
  await take.press('Enter')
  await expect(take).toHaveCount(0)
  await expect(question.locator('ol button:focus')).toHaveCount(1)
  await clear.press('Enter')
  await expect(clear).toHaveCount(0)
  await expect(question.locator('ol button:focus')).toHaveCount(1)
})

test('/ and Ctrl+F lead to the search of the lessons, also where their list is closed; in code they are code’s', async ({
  app,
}) => {
  await openLab(app)
  const search = app.getByRole('searchbox', { name: 'Find a lesson' })
  await app.getByRole('heading', { level: 1 }).click()
  for (const keys of ['/', 'Control+f']) {
    await app.getByRole('button', { name: 'Run', exact: true }).focus()
    await app.keyboard.press(keys)
    await expect(search).toBeFocused()
  }
  await app.keyboard.type('and/or')
  await expect(search).toHaveValue('and/or')
  await app.keyboard.press('Control+f')
  await app.keyboard.type('zombie')
  await expect(search).toHaveValue('zombie')
  await app.setViewportSize({ width: 800, height: 800 })
  await expect(search).toBeHidden()
  await app.getByRole('button', { name: 'Run', exact: true }).focus()
  await app.keyboard.press('/')
  await expect(search).toBeFocused()
  await writeProgram(app, 'a')
  await app.getByRole('textbox', { name: 'Your program' }).press('End')
  await app.keyboard.type('/b')
  await expect(app.getByRole('textbox', { name: 'Your program' })).toHaveText('a/b')
})

test('typing over several lines of code makes the browser set no style, which the policy would refuse', async ({
  app,
}) => {
  const code = app.getByRole('textbox', { name: 'Your program' })
  const refused: string[] = []
  app.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  // Several lines at once, over all that is there.
  await writeProgram(app, 'const a = 1 // one\nif (a) {\n  b()\n}\nc()')
  await expect(code).toHaveText('const a = 1 // oneif (a) {  b()}c()')
  await code.press('Control+Home')
  for (const key of ['ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'z']) await app.keyboard.press(key)
  await expect(code).toHaveText('cz b()}c()')
  await code.press('Control+a')
  await app.keyboard.press('x')
  await expect(code).toHaveText('x')
  await code.press('Control+z')
  await expect(code).toContainText('cz b()')
  // Before the library has heard of the selection.
  await code.evaluate((element) => {
    getSelection()?.selectAllChildren(element)
    document.execCommand('insertText', false, 'y')
  })
  await expect(code).toHaveText('y')
  // The same with lines: what was there is gone, and they stand once.
  for (const name of ['m', 'n', 'o', 'p']) {
    await code.fill(`${name} = 1\n${name} = 2\n${name} = 3`)
    await expect(code).toHaveText(`${name} = 1${name} = 2${name} = 3`)
  }
  expect(refused).toEqual([])
})
