import { spawn } from 'node:child_process'
import { expect, test } from './fixtures.ts'

test('opens its pages over app://, with the policy as a header', async ({ app, application }) => {
  const url = await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  expect(url).toBe('app://bundle/')
  const headers = await app.evaluate(async () => Object.fromEntries((await fetch('./index.html')).headers))
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}'; .*frame-ancestors 'none'$/,
  )
  expect(headers['x-content-type-options']).toBe('nosniff')
  const inline = await app.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "an inline script ran"'
    document.body.append(script)
    return document.title
  })
  expect(inline).toBe('Forkscope')
})

test('gives the page a port and nothing else', async ({ app }) => {
  const given = await app.evaluate(() => {
    const bridge: unknown = Reflect.get(window, 'forkscope')
    if (typeof bridge !== 'object' || bridge === null) return undefined
    return {
      names: Object.getOwnPropertyNames(bridge).toSorted(),
      frozen: Object.isFrozen(bridge),
      unsubscribe: typeof Reflect.apply(Reflect.get(bridge, 'onMessage'), bridge, [() => {}]),
      others: ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].filter((name) => name in window),
    }
  })
  expect(given).toEqual({ names: ['onMessage', 'send'], frozen: true, unsubscribe: 'function', others: [] })
})

test('drops what is no message of its own pages, and lives on', async ({ app, application }) => {
  await app.evaluate(() => {
    const bridge: unknown = Reflect.get(window, 'forkscope')
    const send: unknown = Reflect.get(Object(bridge), 'send')
    if (typeof send !== 'function') throw new Error('There is no bridge.')
    for (const garbage of ['garbage', { no: 'message' }, 5, undefined, '{"i":1}'])
      Reflect.apply(send, bridge, [garbage])
  })
  await app.getByRole('button', { name: 'Machine' }).click()
  await expect(app.getByRole('main')).toContainText('Load average')
  expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('streams the table: what starts appears, what ends goes', async ({ app }) => {
  const child = spawn('sleep', ['607'], { stdio: 'ignore' })
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  await expect(row).toContainText('sleep')
  child.kill('SIGKILL')
  await expect(row).toHaveAttribute('data-ended', 'true')
})

test('shows the window once it has something to show', async ({ app, application }) => {
  await expect(app).toHaveTitle('Forkscope')
  await expect
    .poll(() => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true)
})
