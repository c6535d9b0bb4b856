// Loaded into a host with `--import`: on SIGUSR2 it tells the longest block of the main thread's event loop since the last time.
import { openSync, readSync, writeSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** @returns {(() => number) | undefined} CPU milliseconds of this thread: the part of a block that is the host's own doing */
function ownCpuClock() {
  try {
    const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
    const buffer = Buffer.alloc(64)
    return () => Number(buffer.toString('latin1', 0, readSync(file, buffer, 0, 64, 0)).split(' ')[0]) / 1e6
  } catch {
    return undefined
  }
}

if (isMainThread) {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  const cpu = ownCpuClock()
  let longestCpuMs = 0
  let before = cpu?.() ?? 0
  if (cpu !== undefined) {
    setInterval(() => {
      const now = cpu()
      longestCpuMs = Math.max(longestCpuMs, now - before)
      before = now
    }, resolution).unref()
  }
  process.on('SIGUSR2', () => {
    // The histogram holds the time between two ticks of its timer: the tick itself is no delay.
    const ms = (nanoseconds) => nanoseconds / 1e6 - resolution
    const longest = { longestMs: ms(delays.max), p99Ms: ms(delays.percentile(99)) }
    writeSync(3, `${JSON.stringify({ ...longest, ...(cpu !== undefined && { longestCpuMs }) })}\n`)
    delays.reset()
    longestCpuMs = 0
  })
}
