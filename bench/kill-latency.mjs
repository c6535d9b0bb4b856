// From the click on the confirmation of Kill to the row marked ended, in a real browser: goal < 300 ms at the 95th percentile.
import { spawn } from 'node:child_process'
import { openPage } from './helpers/open-page.mjs'

const kills = 50
const goalMs = 300
const { url, page, close } = await openPage()
const victims = Array.from({ length: kills }, () => spawn('sleep', ['600'], { stdio: 'ignore' }))
const times = []

/** Clicks the button and looks in every frame. @returns the milliseconds until the row is marked ended */
function clickAndWatch(button, pid) {
  return button.evaluate(
    (element, victim) =>
      new Promise((resolve) => {
        const startedAt = performance.now()
        const look = () => {
          const ended = document.querySelector(`[role=row][data-pid="${victim}"][data-ended="true"]`) !== null
          if (ended) resolve(performance.now() - startedAt)
          else requestAnimationFrame(look)
        }
        element.click()
        look()
      }),
    pid,
  )
}

try {
  await page.goto(url)
  const grid = page.getByRole('treegrid', { name: 'Processes' })
  await grid.waitFor()
  for (const { pid } of victims) {
    await page.getByRole('combobox', { name: 'Filter processes' }).fill(String(pid))
    await grid.getByRole('row', { name: new RegExp(`sleep ${pid}\\b`) }).click()
    await page.keyboard.press('Shift+Delete')
    const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Kill', exact: true })
    // Disabled until the list of targets is there.
    await confirm.and(page.locator(':enabled')).waitFor()
    times.push(await clickAndWatch(confirm, pid))
  }
} finally {
  await close()
  for (const victim of victims) victim.kill('SIGKILL')
}
times.sort((a, b) => a - b)
const timeAt = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
const at = (share) => timeAt(share).toFixed(0)
process.stdout.write(
  `click to row ended, ${times.length} kills: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, max ${at(1)} ms (goal: < ${goalMs} ms)\n`,
)
// Not a number, when nothing was measured, is no success either.
if (!(timeAt(0.95) < goalMs)) process.exitCode = 1
