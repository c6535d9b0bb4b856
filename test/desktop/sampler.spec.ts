import { spawn } from 'node:child_process'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** Takes hold of the sampler's thread, which is the main process's own affair: it shows itself when it is spoken to. */
async function catchSampler(app: Page, application: ElectronApplication): Promise<void> {
  await application.evaluate(() => {
    Reflect.deleteProperty(globalThis, 'sampler')
    Reflect.deleteProperty(globalThis, 'samplerAsked')
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const post: unknown = Reflect.get(Worker.prototype, 'postMessage')
    if (typeof post !== 'function') throw new Error('Threads take no messages.')
    Worker.prototype.postMessage = function (...values) {
      const [{ kind }]: [{ kind?: unknown }] = values as never
      // Other threads are spoken to in other words.
      if (typeof kind !== 'string') return Reflect.apply(post, this, values)
      Reflect.set(globalThis, 'sampler', this)
      Reflect.set(globalThis, 'samplerAsked', kind)
      if (kind === 'start') Reflect.set(Worker.prototype, 'postMessage', post)
      return Reflect.apply(post, this, values)
    }
  })
  const asked = () => application.evaluate(() => String(Reflect.get(globalThis, 'samplerAsked')))
  await app.getByRole('button', { name: 'Pause' }).click()
  // Before the table goes on: a host that hears of both at once has nothing to say to the thread.
  await expect.poll(asked).toMatch(/pause|configure/)
  await app.getByRole('button', { name: 'Resume' }).click()
  // Who does not watch hears of no end.
  await expect.poll(asked).toBe('start')
}

/** @param sentence what the page says of it, until the next sampler has looked */
async function endSampler(app: Page, application: ElectronApplication, sentence: string): Promise<void> {
  const said = app.getByRole('alert').filter({ hasText: sentence })
  const appeared = said.waitFor()
  await application.evaluate(() => Reflect.get(globalThis, 'sampler').terminate())
  await appeared
  await expect(said).toHaveCount(0)
}

test('says that the sampler died, starts another one, and the window stays', async ({ app, application }) => {
  await catchSampler(app, application)
  await endSampler(app, application, 'The sampler thread ended; another one is started.')

  const child = spawn('sleep', ['606'], { stdio: 'ignore' })
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await expect(row).toBeVisible()
  child.kill('SIGKILL')
  await expect(row).toHaveAttribute('data-ended', 'true')
})

test('says so in Chinese to who reads Chinese', async ({ app, application }) => {
  await catchSampler(app, application)
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: '简体中文' }).check()
  try {
    await app.getByRole('button', { name: '进程', exact: true }).click()
    await endSampler(app, application, '采样线程已结束，正在启动新的线程。')
  } finally {
    await app.getByRole('button', { name: '设置' }).click()
    await app.getByRole('radiogroup', { name: '语言' }).getByRole('radio').first().check()
  }
})
