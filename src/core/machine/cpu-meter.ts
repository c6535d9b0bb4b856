import { allCpuTimes, busyPercent, type CpuTimes } from './machine-totals.ts'

/** The kernel counts in ticks of 10 ms: over less than this a percentage is mostly their noise. */
const shortestWindowMs = 150

/**
 * @param read the times of all CPUs together
 * @returns asks for the busy share of the whole machine in percent, given the time on a clock that only goes forward;
 *   when asked again too soon it repeats itself. Undefined before the first window has passed, and while nothing can be read.
 */
export function createCpuMeter(read: () => CpuTimes | undefined = allCpuTimes): (atMs: number) => number | undefined {
  let from: { readonly atMs: number; readonly times: CpuTimes } | undefined
  let percent: number | undefined
  return (atMs) => {
    if (from !== undefined && atMs - from.atMs < shortestWindowMs) return percent
    const times = read()
    if (times === undefined) return undefined
    percent = busyPercent(from?.times, times)
    from = { atMs, times }
    return percent
  }
}
