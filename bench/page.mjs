// 10,000 processes in the page: first rows, main-thread time of an update in which a tenth changes, scrolling, memory.
// FORKSCOPE_BENCH_SIZE: another number. FORKSCOPE_BENCH_CROWD=real: sleeping processes instead of made-up ones.
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { startCrowd } from './helpers/crowd.mjs'
import { openPage } from './helpers/open-page.mjs'
import { traceTasks } from './helpers/trace-tasks.mjs'

const size = Number(process.env['FORKSCOPE_BENCH_SIZE'] ?? 10_000)
const real = process.env['FORKSCOPE_BENCH_CROWD'] === 'real'
const steadyMs = 20_000
const scrollMs = 5000
const intervalMs = 1000
const settleMs = 5000

const crowd = real ? await startCrowd(size) : undefined
// Ten thousand programs that have just been started still take the CPUs for a moment.
await pause(real ? settleMs : 0)
const { url, page, memory, close } = await openPage(real ? {} : { synthetic: size })
const say = (name, value) => process.stdout.write(`  ${name.padEnd(52)} ${value}\n`)
const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)] ?? 0
const ms = (number) => `${number.toFixed(1)} ms`
const worst = (tasks) => Math.max(0, ...tasks.map(({ durationMs }) => durationMs))

/** @returns what the tasks that belong together took: an update, and the frames that show it */
function sumsOfBursts(tasks) {
  const sums = []
  let lastMs = -Infinity
  for (const { atMs, durationMs } of tasks.filter((task) => task.durationMs > 1).toSorted((a, b) => a.atMs - b.atMs)) {
    if (atMs - lastMs > intervalMs / 3) sums.push(0)
    sums[sums.length - 1] += durationMs
    lastMs = atMs
  }
  return sums
}

/** Lets the table update while a tenth of the crowd changes again and again. */
async function steadyState() {
  const turning = setInterval(() => crowd?.turn(), intervalMs)
  await pause(steadyMs)
  clearInterval(turning)
}

/** Scrolls by wheel through the table, in the page's own frames. @returns the times between frames */
function scroll() {
  return page.evaluate(
    (durationMs) =>
      new Promise((resolve) => {
        const grid = document.querySelector('[role=treegrid]')
        const frames = []
        const startedAt = performance.now()
        let before = startedAt
        const step = (now) => {
          if (now > before) frames.push(now - before)
          before = now
          // There and back, a window's height in five frames.
          const share = ((now - startedAt) / durationMs) * 2
          grid.scrollTop += (share < 1 ? 1 : -1) * 140
          if (now - startedAt < durationMs) requestAnimationFrame(step)
          else resolve(frames)
        }
        requestAnimationFrame(step)
      }),
    scrollMs,
  )
}

try {
  await page.addInitScript(() => {
    const look = () => {
      const rows = document.querySelectorAll('[role=row][data-pid]').length
      // The frame after the one in which they are there: they have been painted.
      if (rows > 10) requestAnimationFrame(() => performance.mark('rows'))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(url)
  await page.waitForFunction(() => performance.getEntriesByName('rows').length > 0)
  const firstMs = await page.evaluate(() => performance.getEntriesByName('rows')[0]?.startTime ?? 0)
  await page.waitForFunction(
    (least) => Number(document.querySelector('[role=treegrid]')?.getAttribute('aria-rowcount')) >= least,
    size,
  )
  const count = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount')) - 1
  const load = loadavg()[0]?.toFixed(1)
  process.stdout.write(`${count} rows in the tree, 1280×800, load average ${load} on ${availableParallelism()} CPUs\n`)
  say('navigation to first rows painted', ms(firstMs))
  // What the start leaves behind (collected garbage, compiled code) is not steady state.
  await steadyState()

  const idle = await traceTasks(page, steadyState)
  const perUpdate = sumsOfBursts(idle)
  say(
    `main thread per update, ${size / 10} rows changing: median, 95th`,
    `${ms(at(perUpdate, 0.5))}, ${ms(at(perUpdate, 0.95))} (${perUpdate.length} updates; goal: < 16 ms)`,
  )
  const allMs = idle.reduce((sum, { durationMs }) => sum + durationMs, 0)
  say('main thread per second, all tasks, an update included', ms((allMs * 1000) / steadyMs))
  say('longest task', `${ms(worst(idle))} (goal: < 50 ms)`)

  let frames = []
  const busy = await traceTasks(page, async () => {
    const turning = setInterval(() => crowd?.turn(), intervalMs)
    frames = await scroll()
    clearInterval(turning)
  })
  const late = frames.filter((each) => each > 34).length
  say(
    'scrolling while it updates',
    `${((frames.length * 1000) / scrollMs).toFixed(0)} frames/s, ${late} frames > 34 ms`,
  )
  say('frame time: median, 99th percentile', `${ms(at(frames, 0.5))}, ${ms(at(frames, 0.99))}`)
  say('longest task', `${ms(worst(busy))} (goal: < 50 ms)`)
  const { heapBytes, processBytes } = await memory()
  const mb = (bytes) => (bytes === undefined ? 'not known' : `${(bytes / 1_048_576).toFixed(0)} MB`)
  say('memory: heap, whole renderer process', `${mb(heapBytes)}, ${mb(processBytes)} (goal: < 250 MB)`)
} finally {
  await close()
  await crowd?.end()
}
