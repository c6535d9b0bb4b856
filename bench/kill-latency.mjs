// From the click on the confirmation of Kill to the row marked ended, in a real browser: goal < 300 ms at the 95th percentile.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'

const kills = 50
const root = join(import.meta.dirname, '..')
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const settings = await mkdtemp(join(tmpdir(), 'forkscope-bench-'))
const host = spawn(process.execPath, [join(root, 'bin/forkscope.js'), 'serve', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: settings },
})
const line = await new Promise((resolve) => createInterface(host.stdout).once('line', resolve))
const { url } = JSON.parse(String(line))
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
const victims = Array.from({ length: kills }, () => spawn('sleep', ['600'], { stdio: 'ignore' }))
const times = []
try {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  await page.goto(url)
  const grid = page.getByRole('treegrid', { name: 'Processes' })
  await grid.waitFor()
  for (const victim of victims) {
    await page.getByRole('searchbox').fill(String(victim.pid))
    const row = grid.getByRole('row', { name: new RegExp(`\\bsleep\\b.*\\b${victim.pid}\\b`) })
    await row.click()
    await page.keyboard.press('Shift+Delete')
    const confirm = page.getByRole('alertdialog').getByRole('button', { name: /^Kill/ })
    await confirm.waitFor()
    const elapsed = await page.evaluate(async (pid) => {
      const button = [...document.querySelectorAll('[role=alertdialog] button')].find((b) =>
        b.textContent?.startsWith('Kill'),
      )
      const ended = () => document.querySelector(`[role=row][data-pid="${pid}"][data-ended="true"]`) !== null
      const startedAt = performance.now()
      return new Promise((resolve) => {
        const look = () => (ended() ? resolve(performance.now() - startedAt) : requestAnimationFrame(look))
        button?.click()
        look()
      })
    }, victim.pid)
    times.push(Number(elapsed))
  }
} finally {
  await browser.close()
  for (const victim of victims) victim.kill('SIGKILL')
  host.kill('SIGTERM')
  await rm(settings, { recursive: true, force: true })
}
times.sort((a, b) => a - b)
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0)
process.stdout.write(
  `click to row ended, ${times.length} kills: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, max ${at(1)} ms (goal: < 300 ms)\n`,
)
