import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from './fixtures.ts'

test('the end of a watched process is told by the system, though the page has no permission to', async ({
  app,
  application,
}) => {
  test.skip(process.platform === 'win32', 'A shell that waits for a line is a Unix one here.')
  const shown = (): Promise<unknown> => application.evaluate(() => Reflect.get(globalThis, 'shown'))
  await application.evaluate(({ Notification }) => {
    const notes: string[][] = []
    Reflect.set(globalThis, 'shown', notes)
    Notification.prototype.show = function show() {
      notes.push([this.title, this.body])
    }
  })
  const child = spawn('sh', ['-c', 'read line; exit 4'], { stdio: ['pipe', 'ignore', 'ignore'] })
  await once(child, 'spawn')
  try {
    await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${child.pid}`)
    await app.locator(`[role=row][data-pid="${child.pid}"]`).click()
    await app.keyboard.press('Shift+F10')
    await app.getByRole('menuitem', { name: 'Tell me when it ends' }).press('Enter')
    await expect(app.getByRole('status')).toContainText(`You are told when sh (${child.pid}) ends.`)
    child.stdin.end('go\n')
    const words = `sh (${child.pid}) has ended with exit code 4.`
    await expect(app.getByRole('status')).toContainText(words)
    await expect.poll(shown).toEqual([['A watched process has ended', words]])
  } finally {
    child.kill('SIGKILL')
  }
})
