import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { traceTasks } from '../../bench/helpers/trace-tasks.mjs'
import { expect, test } from './fixtures.ts'
import { openLab } from './lab-helpers.ts'

/** A trace as forty processes would leave it, of that many events. */
function longTrace(events: number, processes = 40): string {
  const lines: object[] = [
    { kind: 'run-started', t: 0, pid: 1000, run: 'long', lesson: 'long', parameters: {} },
    { kind: 'process-started', t: 1, pid: 1001, ppid: 1000, name: 'MainProcess', daemon: false, role: 'main' },
  ]
  for (let n = 0; n < processes - 1; n += 1) {
    const started = { kind: 'process-started', t: 10 + n, pid: 2000 + n, ppid: 1001, name: `worker-${n}` }
    lines.push({ ...started, daemon: false, role: 'child' })
  }
  for (let n = 0; lines.length < events - 1; n += 1) {
    const pid = 2000 + (n % (processes - 1))
    const t = 1000 + n * 100
    lines.push(
      { kind: 'state', t, pid, state: n % 2 === 0 ? 'running' : 'sleeping' },
      { kind: 'lock', t: t + 10, pid, lock: 'Lock-1', action: 'request' },
      { kind: 'lock', t: t + 20, pid, lock: 'Lock-1', action: 'acquire', holder: pid },
      { kind: 'output', t: t + 30, pid, stream: 'stdout', text: `line ${n}` },
      { kind: 'lock', t: t + 40, pid, lock: 'Lock-1', action: 'release' },
    )
  }
  const t = 2000 + events * 100
  lines.push({ kind: 'report', t, pid: 1000, outcome: 'passed', elapsedMs: t / 1000, checks: [], leftBehind: 0 })
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

async function folderOf(info: TestInfo): Promise<string> {
  const file = info.outputPath('long.jsonl')
  await mkdir(dirname(file), { recursive: true })
  return dirname(file)
}

/** @returns what the page's main thread has taken of the CPUs so far, in ms: waiting for its turn is no part of it */
async function cpuTimeOf(app: Page): Promise<() => Promise<number>> {
  const session = await app.context().newCDPSession(app)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
}

/** @returns the page's heap after a collection, MiB */
async function heapOf(app: Page): Promise<() => Promise<number>> {
  const session = await app.context().newCDPSession(app)
  return async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize / 1_048_576
  }
}

/** As a file of the disk: handing the bytes over would itself keep the page busy. */
async function open(app: Page, text: string, folder: string): Promise<void> {
  const file = join(folder, 'long.jsonl')
  await writeFile(file, text)
  await app.getByLabel('Open a saved run …').setInputFiles(file)
}

test('50,000 events: the page stays responsive while it reads, scrubs and filters', async ({ app }, info) => {
  await openLab(app)
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  await app.getByRole('tab', { name: 'Output' }).click()
  const folder = await folderOf(info)
  const tasks = await traceTasks(app, async () => {
    await open(app, longTrace(50_000), folder)
    await expect(app.locator('.report[data-outcome=passed]')).toBeVisible()
    await expect(app.getByText('9,992 lines')).toBeVisible()
    const slider = app.getByRole('slider', { name: 'Moment of the run' })
    await slider.focus()
    for (const key of ['Home', 'PageUp', 'PageUp', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])
      await app.keyboard.press(key)
    await app.getByRole('tab', { name: /Shared objects/ }).click()
    await expect(app.getByRole('region', { name: 'Lock-1' })).toBeVisible()
  })
  expect(tasks).not.toHaveLength(0)
  // CPU time: what other tests and programs take of the same CPUs is not the page's.
  const longest = Math.max(...tasks.map(({ durationMs }) => durationMs))
  const wall = Math.max(...tasks.map(({ wallMs }) => wallMs))
  process.stdout.write(
    `longest task with 50,000 events: ${Math.round(longest)} ms of CPU, ${Math.round(wall)} by the clock\n`,
  )
  // Twice the bound on a machine of its own: who shares its caches computes more slowly, too.
  expect(longest).toBeLessThan(200)
  await expect(app.getByRole('treeitem')).toHaveCount(40)
})

test('50,000 events: saved and opened equal, again and again, and held once', async ({ app }, info) => {
  await openLab(app)
  const heap = await heapOf(app)
  const before = await heap()
  const folder = await folderOf(info)
  const text = longTrace(50_000)
  await open(app, text, folder)
  await expect(app.getByText('9,992 lines')).toBeVisible()
  const first = await heap()
  for (let time = 0; time < 3; time += 1) {
    const download = app.waitForEvent('download')
    await app.getByRole('button', { name: 'Share' }).click()
    await app.getByRole('menuitem', { name: 'Save this run …' }).click()
    const saved = await readFile(await (await download).path(), 'utf8')
    // After a line that says what the file is.
    expect(saved.slice(saved.indexOf('\n') + 1) === text).toBe(true)
    await open(app, longTrace(100), folder)
    await expect(app.getByText('9,992 lines')).toHaveCount(0)
    await open(app, saved, folder)
    await expect(app.getByText('9,992 lines')).toBeVisible()
  }
  const last = await heap()
  const told = [before, first, last].map((size) => size.toFixed(1))
  process.stdout.write(`heap before, with 50,000 events, after three more times: ${told.join(', ')} MiB\n`)
  expect(first - before).toBeLessThan(100)
  expect(last).toBeLessThan(first * 1.1 + 2)
})

test('40 processes and 20,000 events: the timeline is drawn well within a frame', async ({ app }, info) => {
  await openLab(app)
  await open(app, longTrace(20_000), await folderOf(info))
  await expect(app.locator('.report[data-outcome=passed]')).toBeVisible()
  await app.getByRole('button', { name: 'Fill the window' }).click()
  const canvas = app.locator('.timeline canvas')
  await canvas.hover()
  /** A step of the wheel, until its frame is drawn. */
  const zoom = (deltaY: number) =>
    canvas.evaluate(async (drawn, by) => {
      const { left, top, width } = drawn.getBoundingClientRect()
      const at = { clientX: left + width / 2, clientY: top + 60, ctrlKey: true, deltaY: by }
      drawn.dispatchEvent(new WheelEvent('wheel', { ...at, bubbles: true, cancelable: true }))
      await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    }, deltaY)
  const takenMs = await cpuTimeOf(app)
  const times: number[] = []
  for (let n = 0; n < 60; n += 1) {
    const before = await takenMs()
    await zoom(n < 30 ? -20 : 20)
    times.push((await takenMs()) - before)
  }
  const median = times.toSorted((one, other) => one - other)[30] ?? 0
  process.stdout.write(`median CPU time of a zoom step with its frame: ${median.toFixed(1)} ms\n`)
  // Two frames of 16.7 ms: who shares its caches computes more slowly.
  expect(median).toBeLessThan(33)
})

test('every one of 20,000 events is reached in the table, whose page follows the moment that is shown', async ({
  app,
}, info) => {
  await openLab(app)
  await open(app, longTrace(20_000), await folderOf(info))
  await expect(app.locator('.report[data-outcome=passed]')).toBeVisible()
  await app.getByRole('button', { name: 'As a table' }).click()
  const table = app.getByRole('table', { name: /Entries/ })
  const [caption, rows] = [table.getByRole('caption'), table.locator('tbody tr')]
  await expect(caption).toHaveText(/^Entries 1–200 of 1\d,\d{3}$/)
  const all = Number((await caption.textContent())?.split(' of ')[1]?.replace(',', ''))
  const last = app.getByRole('button', { name: 'Last page' })
  await app.getByRole('button', { name: 'Next page' }).press('Enter')
  await expect(caption).toContainText('Entries 201–400 of')
  await last.press('Enter')
  await expect(caption).toContainText(`–${all.toLocaleString('en')} of ${all.toLocaleString('en')}`)
  await expect(rows.last()).toContainText('line 3991')
  // Nothing more there, but whoever pressed it still has the focus.
  await expect(last).toBeFocused()
  await expect(last).toHaveAttribute('aria-disabled', 'true')
  const slider = app.getByRole('slider', { name: 'Moment of the run' })
  await slider.focus()
  for (const key of ['Home', 'PageUp']) await app.keyboard.press(key)
  const current = table.locator('tr[aria-current=true]')
  await expect(current).toBeVisible()
  const seconds = Number.parseFloat((await current.locator('td').first().textContent()) ?? '')
  const moment = Number.parseFloat(await app.locator('.cursor-time').innerText())
  expect(Math.abs(seconds - moment)).toBeLessThan(0.01)
  await rows.nth(5).getByRole('button').click()
  await expect(rows.nth(5)).toHaveAttribute('aria-current', 'true')
})
