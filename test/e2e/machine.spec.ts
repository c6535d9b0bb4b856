import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, hostname } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { startZombie } from './start-zombie.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const started: ChildProcess[] = []

test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A program of the test's own, ended after it. */
function start(program: string): ChildProcess {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'ignore', 'ignore'] })
  started.push(child)
  return child
}

async function open(app: Page): Promise<void> {
  await app.locator('.navigation').getByRole('button', { name: 'Machine' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(hostname())
}

const panelOf = (app: Page, name: string) => app.getByRole('region', { name, exact: true })

/** @returns the number at the head of a figure: `55.2 MiB/s` is 55.2 */
const numberIn = (words: string | null): number => Number.parseFloat(words ?? '')

/** The chart's newest value, out of the table that says the same. */
async function latestOf(app: Page, panel: string, column: number): Promise<number> {
  return numberIn(
    await panelOf(app, panel).locator('.chart-table tbody tr').first().locator('td').nth(column).textContent(),
  )
}

test('a spinner makes a CPU busy and leads the top five; a click leads to it in the table', async ({ app }) => {
  await open(app)
  const cpu = panelOf(app, 'CPU')
  await expect(cpu.getByRole('meter')).toHaveCount(cpus().length + 1)
  // On a busy machine it leads only if it goes before the others, which root may say.
  const { pid } = start(`try { require('node:os').setPriority(-20) } catch {} for (;;);`)
  const button = panelOf(app, 'Top five').getByRole('list', { name: /^CPU/ }).locator(`button[data-pid="${pid}"]`)
  await expect(button).toBeVisible()
  await expect
    .poll(() => cpu.getByRole('meter', { name: 'All' }).getAttribute('aria-valuenow').then(Number))
    .toBeGreaterThanOrEqual(Math.floor(90 / cpus().length))
  await expect(cpu.getByRole('meter', { name: 'All' })).toHaveAttribute('aria-valuetext', /User \d.* System \d/)
  await button.focus()
  await app.keyboard.press('Enter')
  const row = app.locator(`[role=row][data-pid="${pid}"]`)
  await expect(row).toBeVisible()
  await expect(row).toHaveAttribute('aria-selected', 'true')
})

test('forks per second rise while somebody forks, as the kernel counts', async ({ app }) => {
  test.skip(!existsSync('/proc/stat'), 'This system does not count forks.')
  await open(app)
  await panelOf(app, 'Processes').getByText('As a table').click()
  const forksSoFar = () => Number(/^processes (\d+)/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1])
  let [count, since] = [forksSoFar(), Date.now()]
  const forker = start(
    `const { spawnSync } = require('node:child_process'); for (;;) spawnSync('sh', ['-c', ': & : & : & : & : & : & : & : & wait'])`,
  )
  /** Measured anew each time, over a hundred forks at least: others fork in bursts, too. */
  const shownShare = async (): Promise<number> => {
    const [countNow, now] = [forksSoFar(), Date.now()]
    if (countNow <= count + 100) return 0
    const perSecond = ((countNow - count) * 1000) / (now - since)
    ;[count, since] = [countNow, now]
    return (await latestOf(app, 'Processes', 0)) / perSecond
  }
  // Not the same seconds, and a busy machine forks unevenly.
  await expect.poll(shownShare).toBeGreaterThan(1 / 3)
  forker.kill('SIGKILL')
  await once(forker, 'exit')
})

test('memory, swap, load and pressure are those of the kernel', async ({ app }) => {
  test.skip(!existsSync('/proc/meminfo'), 'This system has no /proc/meminfo to compare with.')
  await open(app)
  const kib = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/meminfo', 'latin1'))?.[1])
  const meter = panelOf(app, 'Memory').getByRole('meter', { name: 'Memory' })
  const difference = async () => {
    const used = (100 * (kib('MemTotal') - kib('MemAvailable'))) / kib('MemTotal')
    return Math.abs(Number(await meter.getAttribute('aria-valuenow')) - used)
  }
  await expect.poll(difference).toBeLessThan(3)
  const swap = panelOf(app, 'Memory').getByRole('meter', { name: 'Swap' })
  await expect(swap).toHaveCount(kib('SwapTotal') > 0 ? 1 : 0)
  const load = panelOf(app, 'Load average')
  await expect
    .poll(async () => {
      const shown = numberIn(await load.locator('header strong').textContent())
      return Math.abs(shown - Number(readFileSync('/proc/loadavg', 'latin1').split(' ')[0]))
    })
    .toBeLessThan(2)
  const pressure = panelOf(app, 'Pressure')
  if (existsSync('/proc/pressure/cpu')) await expect(pressure.getByRole('row', { name: /^CPU some/ })).toBeVisible()
  else await expect(pressure).toContainText('This kernel tells no pressure')
})

test('loopback traffic is shown apart: the chart’s total is without it', async ({ app }) => {
  test.skip(!existsSync('/proc/net/dev'), 'This system has no /proc/net/dev.')
  await open(app)
  const network = panelOf(app, 'Network')
  start(`const net = require('node:net'); const block = Buffer.alloc(65536)
    net.createServer((s) => { const go = () => s.write(block) ? setImmediate(go) : s.once('drain', go); go() })
      .listen(0, '127.0.0.1', function () { net.connect(this.address().port, '127.0.0.1').resume() })`)
  await expect(
    network
      .getByRole('row', { name: /^lo · loopback/ })
      .getByRole('cell')
      .first(),
  ).toHaveText(/ [MG]iB\/s$/)
  await expect(network.locator('.chart-key').first()).not.toHaveText(/ [MG]iB\/s$/)
})

test('counts of states are those of the table, a stopped one and a zombie among them', async ({ app }) => {
  const stopped = start('setInterval(() => {}, 1e6)')
  stopped.kill('SIGSTOP')
  await startZombie(started)
  const chip = (name: string) => app.getByRole('button', { name: new RegExp(`^${name} `) })
  await expect(chip('Zombie')).not.toContainText(/\b0\b/)
  await open(app)
  const count = async (state: string) =>
    numberIn(await app.locator(`[data-state-count="${state}"] strong`).textContent())
  await expect(app.locator('[data-state-count=stopped]')).toBeVisible()
  await expect
    .poll(async () => {
      const bar = app.locator('.status-bar')
      const all = await app.locator('[data-state-count] strong').allTextContents()
      return [
        all.reduce((sum, each) => sum + Number(each), 0) - numberIn(await bar.getByText(/process/).textContent()),
        (await count('zombie')) - numberIn(await bar.getByText(/zombie/).textContent()),
      ]
    })
    .toEqual([0, 0])
  const listed = spawnSync('ps', ['-o', 'stat=', '-p', String(stopped.pid)], { encoding: 'utf8' }).stdout
  expect(listed).toMatch(/^T/)
})

test('charts are full when the page is opened again, by anybody', async ({ app }) => {
  await open(app)
  const memory = panelOf(app, 'Memory')
  await memory.getByText('As a table').click()
  const shown = () => memory.locator('.chart-table tbody tr').count()
  await expect.poll(shown).toBeGreaterThan(4)
  const before = await shown()
  await app.reload()
  await open(app)
  await memory.getByText('As a table').click()
  await expect.poll(shown).toBeGreaterThanOrEqual(before)
})

for (const width of [800, 2560]) {
  test(`${width} pixels wide in both languages: nothing is cut off, nothing serious for axe`, async ({ app }) => {
    await app.setViewportSize({ width, height: width === 800 ? 500 : 1440 })
    for (const [language, name] of [
      ['en', 'English'],
      ['zh-CN', '简体中文'],
    ] as const) {
      await app.locator('.navigation').getByRole('button').last().click()
      await app.getByRole('radio', { name }).check()
      await app.locator('.navigation').getByRole('button').nth(1).click()
      await expect(app.locator('.chart canvas').first()).toBeVisible()
      for (const theme of ['light', 'dark'] as const) {
        await app.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme)
        await app.screenshot({ path: join('test/e2e/screenshots', `machine-${width}-${language}-${theme}.png`) })
        await app.evaluate(readFileSync(axe, 'utf8'))
        const serious: unknown = await app.evaluate(
          `axe.run().then(({ violations }) => violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))`,
        )
        expect(serious, `${language}, ${theme}`).toEqual([])
      }
      const sideways = await app.evaluate(() => {
        const page = document.querySelector('main')
        const panels = [...document.querySelectorAll('.machine-panel')]
        const cut = panels.filter((each) => each.scrollWidth > each.clientWidth + 1)
        const boxes = panels.map((each) => each.getBoundingClientRect())
        const over = boxes.filter((one) =>
          boxes.some((other) => {
            const beside = one.right <= other.left || other.right <= one.left
            return one !== other && !beside && one.bottom > other.top && other.bottom > one.top
          }),
        )
        return [panels.length, (page?.scrollWidth ?? 0) - (page?.clientWidth ?? 0), cut.length, over.length]
      })
      expect(sideways, language).toEqual([8, 0, 0, 0])
    }
  })
}

test('a time at the right edge of a chart is not cut off', async ({ app }) => {
  await open(app)
  await expect(app.locator('.chart canvas').first()).toBeVisible()
  const edges = await app.locator('.chart').evaluateAll((charts) => {
    const pen = document.createElement('canvas').getContext('2d')
    if (pen === null) return []
    // As the charts write them.
    pen.font = '11px system-ui, sans-serif'
    const half = pen.measureText('00:00:00').width / 2
    return charts.map((chart) => {
      const [whole, drawn] = ['canvas', '.u-over'].map((part) => chart.querySelector(part)?.getBoundingClientRect())
      return (whole?.right ?? 0) - (drawn?.right ?? 0) - half
    })
  })
  expect(edges.length).toBeGreaterThan(5)
  expect(Math.min(...edges)).toBeGreaterThanOrEqual(0)
})
