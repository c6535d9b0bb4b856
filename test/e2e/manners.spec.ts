import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { seriousForAxe } from './serious-for-axe.ts'

const started: ChildProcess[] = []
test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

test('says that nothing matches, and shows all again', async ({ app }) => {
  // A word that no command line of this machine can hold.
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(randomUUID())
  await expect(app.getByText('No process matches.')).toBeVisible()
  await app.getByRole('button', { name: 'Show all processes' }).click()
  await expect(app.getByRole('row').nth(2)).toBeVisible()
  await expect(app.getByRole('combobox', { name: 'Filter processes' })).toBeFocused()
})

test('says what to do where a part cannot be drawn, and the other pages go on', async ({ app }) => {
  const navigation = app.locator('.navigation')
  const settings = navigation.getByRole('button', { name: 'Settings' })
  const notice = app.getByRole('alert').filter({ hasText: 'This could not be shown' })
  await app.evaluate(`
    window.mapOfArrays = Array.prototype.map
    Array.prototype.map = function (...parts) {
      if (this.some((each) => each?.[0] === 'zh-CN')) throw new Error('sabotaged')
      return window.mapOfArrays.apply(this, parts)
    }`)
  await settings.click()
  await expect(notice).toContainText('This is a fault of Forkscope; no process was touched.')
  await expect(notice).toContainText('sabotaged')
  expect(await seriousForAxe(app)).toEqual([])
  await navigation.getByRole('button', { name: 'Processes' }).click()
  await expect(app.getByRole('treegrid', { name: 'Processes' })).toBeVisible()
  await settings.click()
  await expect(notice).toBeVisible()
  await app.evaluate('Array.prototype.map = window.mapOfArrays')
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('says that it is loading until the table is there', async ({ page, host }) => {
  // All that the table's stream tells, from its snapshot on: what follows that means nothing before it.
  let stream: unknown
  let isReleased = false
  const held: (() => void)[] = []
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      const { i: id }: { i?: unknown } = JSON.parse(String(message))
      if (stream === undefined && String(message).includes('"snapshot"')) stream = id
      if (!isReleased && stream !== undefined && id === stream) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  await page.goto(host.url)
  await expect(page.getByText('Reading the process table …')).toBeVisible()
  await expect.poll(() => held.length).toBeGreaterThan(0)
  isReleased = true
  for (const release of held) release()
  await expect(page.getByText('Reading the process table …')).toHaveCount(0)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('says that the connection broke, keeps what it shows, and connects again', async ({ page, host }) => {
  let isAway = false
  let refused = 0
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/rpc$/, async (socket) => {
    if (isAway) {
      refused += 1
      return socket.close()
    }
    open.add(socket)
    socket.connectToServer()
  })
  await page.goto(host.url)
  await expect(page.getByRole('row').nth(2)).toBeVisible()
  isAway = true
  for (const socket of open) await socket.close()
  const banner = page.getByRole('alert')
  await expect(banner).toContainText('The connection to Forkscope broke')
  await expect(page.getByRole('row').nth(2)).toBeVisible()
  // By then it pauses for five seconds: it is the button that connects again.
  await expect.poll(() => refused).toBeGreaterThanOrEqual(3)
  isAway = false
  await banner.getByRole('button', { name: 'Try now' }).click()
  await expect(banner).toHaveCount(0)
})

test('has nothing uncaught to say when its host dies', async ({ app, host }) => {
  const errors: string[] = []
  app.on('pageerror', ({ message }) => errors.push(message))
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${host.pid}`)
  await app.locator(`[role=row][data-pid="${host.pid}"]`).click()
  await expect(app.locator('aside.details').getByRole('heading', { name: new RegExp(`· ${host.pid}$`) })).toBeVisible()
  process.kill(host.pid, 'SIGKILL')
  await expect(app.getByRole('alert')).toContainText('The connection to Forkscope broke')
  // Whatever the page did when it heard of it has been told by then.
  await app.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))')
  expect(errors).toEqual([])
})

test('never opens a dialog with its dangerous button under the pointer', async ({ app }) => {
  const child = spawn('sleep', ['605'], { stdio: 'ignore' })
  started.push(child)
  await once(child, 'spawn')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await row.focus()
  await app.keyboard.press('Shift+Delete')
  const danger = app.getByRole('alertdialog').getByRole('button', { name: 'Kill', exact: true })
  await expect(danger).toBeEnabled()
  const usual = await danger.boundingBox()
  await app.keyboard.press('Escape')
  await expect(danger).toHaveCount(0)
  const [x, y] = [(usual?.x ?? 0) + 10, (usual?.y ?? 0) + 10]
  await app.mouse.move(x, y)
  await row.focus()
  await app.keyboard.press('Shift+Delete')
  await expect(danger).toBeEnabled()
  const isUnder = danger.evaluate(
    (button, at) =>
      new Promise<boolean>((resolve) => {
        // What is observed last is told last, before the frame is painted: here the button is where a person sees it.
        const painted = new ResizeObserver(() => {
          painted.disconnect()
          const { left, right, top, bottom } = button.getBoundingClientRect()
          resolve(left <= at.x && at.x <= right && top <= at.y && at.y <= bottom)
        })
        painted.observe(button.closest('.modal') ?? button)
      }),
    { x, y },
  )
  expect(await isUnder).toBe(false)
  await expect(app.getByRole('button', { name: 'Cancel' })).toBeFocused()
})

test('says that it is paused, and goes on where the person wants', async ({ app }) => {
  await app.getByRole('button', { name: 'Pause' }).click()
  await expect(app.getByText('Paused: the table stays as it is')).toBeVisible()
  const child = spawn('sleep', ['606'], { stdio: 'ignore' })
  started.push(child)
  await once(child, 'spawn')
  const row = app.locator(`[role=row][data-pid="${child.pid}"]`)
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(String(child.pid))
  await expect(row).toHaveCount(0)
  await app.getByRole('button', { name: 'Resume' }).click()
  await expect(row).toBeVisible()
})

test.describe('read-only', () => {
  test.use({ serveArguments: ['--read-only'] })
  test('says so, and what to do', async ({ app }) => {
    await expect(app.getByText('Read-only: start it without --read-only to end processes.')).toBeVisible()
  })
})
