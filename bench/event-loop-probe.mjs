// Loaded into a host with `--import`: on SIGUSR2 it tells the longest blocks of the main thread's event loop since the last
// time.
import { openSync, readSync, writeSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * @returns {(() => { ran: number, waited: number }) | undefined} milliseconds that this thread has run, and that it could
 * have run while others had the CPUs (proc/<pid>/schedstat)
 */
function scheduling() {
  try {
    const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
    const buffer = Buffer.alloc(64)
    return () => {
      const [ran, waited] = buffer.toString('latin1', 0, readSync(file, buffer, 0, 64, 0)).split(' ')
      return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 }
    }
  } catch {
    return undefined
  }
}

if (isMainThread) {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  const scheduled = scheduling()
  let longestOwnMs = 0
  if (scheduled !== undefined) {
    const look = () => ({ at: performance.now(), idle: performance.eventLoopUtilization().idle, ...scheduled() })
    let before = look()
    setInterval(() => {
      const now = look()
      const passed = (/** @type {keyof typeof now} */ clock) => now[clock] - before[clock]
      // Without what others had the CPUs for, and without what the loop slept: a timer that wakes it late blocks nobody.
      longestOwnMs = Math.max(longestOwnMs, passed('ran'), passed('at') - passed('waited') - passed('idle'))
      before = now
    }, resolution).unref()
  }
  process.on('SIGUSR2', () => {
    // The histogram holds the time between two ticks of its timer: the tick itself is no delay.
    const ms = (nanoseconds) => nanoseconds / 1e6 - resolution
    const longest = { longestMs: ms(delays.max), p99Ms: ms(delays.percentile(99)) }
    const line = `${JSON.stringify({ ...longest, ...(scheduled !== undefined && { longestOwnMs }) })}\n`
    // The block in which the question came is told at the next tick, and is no part of what comes then.
    setTimeout(() => {
      delays.reset()
      longestOwnMs = 0
      writeSync(3, line)
    }, 5 * resolution)
  })
}
