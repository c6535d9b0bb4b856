import { spawn } from 'node:child_process'
import { expect, test } from './fixtures.ts'

// Each row of a table of denials: the page asks, the app refuses, and both go on as before.

test('stays on its own pages, and its table goes on streaming', async ({ app, application }) => {
  const started = await application.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const seen: string[] = []
    Reflect.set(globalThis, 'askedFor', seen)
    contents?.on('will-navigate', (event) => seen.push(`${event.url} ${event.defaultPrevented}`))
    return contents?.getURL()
  })
  await app.evaluate(() => location.assign('https://forkscope.invalid/away'))
  await expect
    .poll(() => application.evaluate(() => Reflect.get(globalThis, 'askedFor')))
    .toEqual(['https://forkscope.invalid/away true'])
  expect(
    await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
  ).toBe(started)
  const child = spawn('sleep', ['605'], { stdio: 'ignore' })
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await expect(row).toBeVisible()
  child.kill('SIGKILL')
  await expect(row).toHaveAttribute('data-ended', 'true')
})

test('opens no window, neither for scripts nor for links', async ({ app, application }) => {
  await app.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://forkscope.invalid/', target: '_blank' })
    document.body.append(link)
    link.click()
    window.open('https://forkscope.invalid/', '_blank')
  })
  // The page goes on, and by now any window would be there.
  await app.getByRole('button', { name: 'Machine' }).click()
  await expect(app.getByRole('main')).toContainText('Load average')
  // What the stand-in refuses is a target of Chromium until it has closed it; a window that was opened would stay.
  await expect.poll(() => application.windows().length).toBe(1)
  expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('no message of the host is lost or overtaken while the page asks for windows', async ({ app, application }) => {
  await app.evaluate(() => {
    const heard: number[] = []
    Reflect.set(window, 'heard', heard)
    Reflect.get(window, 'forkscope').onMessage((message: object) => {
      const number: unknown = Reflect.get(message, 'number')
      if (typeof number === 'number') heard.push(number)
    })
  })
  await application.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    let number = 0
    const timer = setInterval(() => window?.webContents.send('forkscope', { number: number++ }), 1)
    Reflect.set(globalThis, 'countSent', () => {
      clearInterval(timer)
      return number
    })
  })
  for (let time = 0; time < 5; time += 1) {
    await app.evaluate(() => void window.open('https://forkscope.invalid/', '_blank'))
  }
  const sent: number = await application.evaluate(() => Reflect.get(globalThis, 'countSent')())
  expect(sent).toBeGreaterThan(0)
  await expect.poll(() => app.evaluate(() => Reflect.get(window, 'heard').length)).toBe(sent)
  expect(await app.evaluate(() => Reflect.get(window, 'heard'))).toEqual(Array.from({ length: sent }, (_, n) => n))
})

test('grants no permission but to copy', async ({ app }) => {
  const asked = await app.evaluate(async () => ({
    place: await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code),
      )
    }),
    notifications: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'refused',
    ),
    clipboard: await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    ),
  }))
  expect(asked).toEqual({ place: 1, notifications: 'denied', camera: 'refused', clipboard: 'refused' })
})

test('a person copies what the page offers', async ({ app }) => {
  const filter = app.getByRole('combobox', { name: 'Filter processes' })
  await filter.fill(`pid = ${process.pid}`)
  await app.locator(`[role=row][data-pid="${process.pid}"]`).click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Copy PID' }).click()
  await filter.fill('')
  await filter.press('ControlOrMeta+V')
  await expect(filter).toHaveValue(String(process.pid))
  await filter.fill('')
})

test('serves its build and nothing else', async ({ app }) => {
  const statuses = await app.evaluate(async () => {
    const status = async (path: string, options?: RequestInit) => (await fetch(path, options)).status
    return {
      page: await status('./index.html'),
      posted: await status('./index.html', { method: 'POST' }),
      escaped: await status('./..%2f..%2fpackage.json'),
      backslash: await status('./a%5c..%5cindex.js'),
      absent: await status('./absent.js'),
      unknownKind: await status('./index.html.map'),
    }
  })
  expect(statuses).toEqual({ page: 200, posted: 403, escaped: 404, backslash: 404, absent: 404, unknownKind: 404 })
})

test('embeds no frame and no web view', async ({ app }) => {
  const frames = await app.evaluate(async () => {
    const frame = Object.assign(document.createElement('iframe'), { src: './index.html' })
    const refused = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    )
    document.body.append(frame, document.createElement('webview'))
    return { refused: await refused, inside: frame.contentDocument?.body.childElementCount ?? 0 }
  })
  expect(frames).toEqual({ refused: 'frame-src', inside: 0 })
})
