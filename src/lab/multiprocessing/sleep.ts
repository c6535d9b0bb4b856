import { ValueError } from './errors.ts'
import { feedNow } from './feeders.ts'
import { longestMs, timeoutMs } from './timeout.ts'

/** Pauses this function; the process goes on reaping and receiving. Seconds. */
export function sleep(seconds: number): Promise<void> {
  const ms = lengthOf(seconds)
  return new Promise((resolve) => {
    const pause = (left: number): void => {
      if (left <= longestMs) setTimeout(resolve, left)
      else setTimeout(() => pause(left - longestMs), longestMs)
    }
    pause(ms)
  })
}

/** Really blocks the process, as Python's `time.sleep` does: nothing is reaped meanwhile. Seconds. */
export function sleepSync(seconds: number): void {
  const ms = lengthOf(seconds)
  // A thread of its own would go on handing over.
  feedNow()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function lengthOf(seconds: number): number {
  timeoutMs(seconds, 'seconds')
  if (seconds < 0) throw new ValueError('sleep length must be non-negative')
  return seconds * 1000
}
