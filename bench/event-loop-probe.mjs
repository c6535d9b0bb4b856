// Loaded into a host with `--import`: on SIGUSR2 it tells the longest blocks of the main thread's event loop since the last
// time.
import { existsSync, openSync, readdirSync, readSync, writeSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * @param {string} thread
 * @returns {() => { ran: number, waited: number }} milliseconds that the thread has run, and that it could have run while
 * others had the CPUs (proc/<pid>/schedstat)
 */
function scheduling(thread) {
  const file = openSync(`/proc/self/task/${thread}/schedstat`, 'r')
  const buffer = Buffer.alloc(64)
  return () => {
    const [ran, waited] = buffer.toString('latin1', 0, readSync(file, buffer, 0, 64, 0)).split(' ')
    return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 }
  }
}

/**
 * V8's threads, which are there before any program is read. In a collection the main thread sleeps until those that take
 * part in it have come to their end, be they at work or without a CPU.
 */
const helpers = () => readdirSync('/proc/self/task').filter((thread) => Number(thread) !== process.pid)

if (isMainThread) {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  let longestOwnMs = 0
  const isTold = existsSync(`/proc/self/task/${process.pid}/schedstat`)
  if (isTold) {
    const own = scheduling(String(process.pid))
    const others = helpers().map(scheduling)
    const look = () => ({
      at: performance.now(),
      idle: performance.eventLoopUtilization().idle,
      ...own(),
      helpers: others.map((each) => each().waited),
    })
    let before = look()
    setInterval(() => {
      const now = look()
      const passed = (/** @type {'at' | 'idle' | 'ran' | 'waited'} */ clock) => now[clock] - before[clock]
      const helper = Math.max(0, ...now.helpers.map((waited, index) => waited - (before.helpers[index] ?? 0)))
      // Without what others had the CPUs for, and without what the loop slept: a timer that wakes it late blocks nobody.
      longestOwnMs = Math.max(longestOwnMs, passed('ran'), passed('at') - passed('waited') - passed('idle') - helper)
      before = now
    }, resolution).unref()
  }
  process.on('SIGUSR2', () => {
    // The histogram holds the time between two ticks of its timer: the tick itself is no delay.
    const ms = (nanoseconds) => nanoseconds / 1e6 - resolution
    const longest = { longestMs: ms(delays.max), p99Ms: ms(delays.percentile(99)) }
    const line = `${JSON.stringify({ ...longest, ...(isTold && { longestOwnMs }) })}\n`
    // The block in which the question came is told at the next tick, and is no part of what comes then.
    setTimeout(() => {
      delays.reset()
      longestOwnMs = 0
      writeSync(3, line)
    }, 5 * resolution)
  })
}
