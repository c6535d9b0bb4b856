// Loaded into a host with `--import`: on SIGUSR2 it tells the longest block of the main thread's event loop since the last time.
import { writeSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  process.on('SIGUSR2', () => {
    // The histogram holds the time between two ticks of its timer: the tick itself is no delay.
    const ms = (nanoseconds) => nanoseconds / 1e6 - resolution
    writeSync(3, `${JSON.stringify({ longestMs: ms(delays.max), p99Ms: ms(delays.percentile(99)) })}\n`)
    delays.reset()
  })
}
