import { spawn } from 'node:child_process'
import { expect, test } from './fixtures.ts'

test('says that the sampler died, starts another one, and the window stays', async ({ app, application }) => {
  // The thread is the main process's own affair: it shows itself when it is spoken to.
  await application.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const post: unknown = Reflect.get(Worker.prototype, 'postMessage')
    if (typeof post !== 'function') throw new Error('Threads take no messages.')
    Worker.prototype.postMessage = function (...values) {
      Reflect.set(globalThis, 'sampler', this)
      Reflect.set(Worker.prototype, 'postMessage', post)
      return Reflect.apply(post, this, values)
    }
  })
  await app.getByRole('button', { name: 'Pause' }).click()
  await app.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(() => application.evaluate(() => Reflect.has(globalThis, 'sampler'))).toBe(true)
  const said = app.getByText('The sampler thread ended')
  const appeared = said.waitFor()
  await application.evaluate(() => Reflect.get(globalThis, 'sampler').terminate())
  await appeared
  await expect(said).toHaveCount(0)

  const child = spawn('sleep', ['606'], { stdio: 'ignore' })
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await expect(row).toBeVisible()
  child.kill('SIGKILL')
  await expect(row).toHaveAttribute('data-ended', 'true')
})
