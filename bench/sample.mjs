// A sample of 2,000 processes: ours in its worker thread, and ps-list, in turn in one run. Goal: at least 3 times faster.
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import psList from 'ps-list'
import { startSleepers } from './helpers/sleepers.mjs'

const count = 2000
const rounds = 25
const goal = 3

/**
 * @param {Worker} worker
 * @param {'start' | 'sample'} request
 * @returns {Promise<{ ms: number, rows: number }>} what the next sample cost the worker, and how many rows it told
 */
async function sampled(worker, request) {
  const answer = new Promise((resolve, reject) => {
    let rows = 0
    const listen = (/** @type {any} */ message) => {
      rows += message.event?.processes?.length ?? message.event?.changed?.length ?? 0
      // A large event comes in parts, one for one.
      if (message.kind === 'part') worker.postMessage({ kind: 'received' })
      if (message.kind !== 'event') return
      worker.off('message', listen)
      if (message.event.kind === 'trouble') reject(new Error(message.event.message))
      else resolve({ ms: message.event.sample.costMs, rows })
    }
    worker.on('message', listen)
  })
  worker.postMessage({ kind: request })
  return answer
}

/** @param {readonly number[]} times @param {number} share */
const quantile = (times, share) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

/** @param {string} name @param {readonly number[]} times */
function line(name, times) {
  const cells = [Math.min(...times), quantile(times, 0.5), quantile(times, 0.9), Math.max(...times)]
  return `  ${name.padEnd(10)} ${cells.map((ms) => `${ms.toFixed(1)} ms`.padStart(11)).join('')}\n`
}

let interrupted = false
process.once('SIGINT', () => (interrupted = true))
process.once('SIGTERM', () => (interrupted = true))
const sleepers = await startSleepers(count)
const worker = new Worker(join(import.meta.dirname, '../out/main/sampler.js'), {
  workerData: { intervalMs: 3_600_000, source: 'auto', facts: [], live: false },
})

try {
  if (interrupted) throw new Error('interrupted')
  const first = await sampled(worker, 'start')
  /** @type {number[]} */
  const ours = []
  /** @type {number[]} */
  const theirs = []
  let listed = 0
  for (let round = 0; round < rounds && !interrupted; round += 1) {
    ours.push((await sampled(worker, 'sample')).ms)
    const from = performance.now()
    listed = (await psList()).length
    theirs.push(performance.now() - from)
  }
  if (interrupted) throw new Error('interrupted')
  const ratio = quantile(theirs, 0.5) / quantile(ours, 0.5)
  process.stdout.write(
    `${rounds} samples each, in turn; processes: ${first.rows} in forkscope's snapshot, ${listed} in ps-list's\n` +
      `  ${''.padEnd(10)} ${['min', 'median', '90 %', 'max'].map((title) => title.padStart(11)).join('')}\n` +
      line('forkscope', ours) +
      line('ps-list', theirs) +
      `  ratio of the medians: ${ratio.toFixed(1)} (goal: at least ${goal}); forkscope's first sample took ${first.ms} ms\n`,
  )
  if (ratio < goal) process.exitCode = 1
} catch (error) {
  process.stderr.write(`The measurement failed: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = interrupted ? 130 : 1
} finally {
  await worker.terminate()
  const left = await sleepers.end()
  process.stdout.write(`  sleepers left behind: ${left.length}\n`)
  if (left.length > 0) process.exitCode = 1
}
