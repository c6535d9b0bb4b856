import { readFileSync } from 'node:fs'
import { cpus, freemem, totalmem } from 'node:os'

/** Busy and total time of one CPU, or of all, in the system's own unit. */
export interface CpuTimes {
  readonly busy: number
  readonly total: number
}

/** @returns the busy share between two readings in percent; undefined when no time has passed */
export function busyPercent(before: CpuTimes | undefined, now: CpuTimes): number | undefined {
  if (before === undefined || now.total <= before.total) return undefined
  const percent = (100 * (now.busy - before.busy)) / (now.total - before.total)
  return Math.min(100, Math.max(0, Math.round(percent * 10) / 10))
}

/** @returns the times of each CPU, from the OS through Node */
export function cpuTimes(): readonly CpuTimes[] {
  return cpus().map(({ times }) => {
    const total = times.user + times.nice + times.sys + times.idle + times.irq
    return { busy: total - times.idle, total }
  })
}

/**
 * @returns the times of all CPUs together; on Linux from one line of /proc/stat, for it is asked with every sample.
 *   Undefined where nothing can be read, as without descriptors: Node then knows of no CPU
 */
export function allCpuTimes(): CpuTimes | undefined {
  try {
    const [, ...fields] = (readFileSync('/proc/stat', 'latin1').split('\n', 1)[0] ?? '').split(/\s+/)
    const [user, nice, system, idle, iowait, irq, softirq, steal] = fields.map(Number)
    const busy = (user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0) + (steal ?? 0)
    return { busy, total: busy + (idle ?? 0) + (iowait ?? 0) }
  } catch {
    const [first, ...others] = cpuTimes()
    if (first === undefined) return undefined
    return others.reduce((sum, each) => ({ busy: sum.busy + each.busy, total: sum.total + each.total }), first)
  }
}

/** @returns memory in bytes; used is what is not available to programs (libuv: MemAvailable on Linux) */
export function memory(): { readonly memoryUsedBytes: number; readonly memoryTotalBytes: number } {
  const memoryTotalBytes = totalmem()
  return { memoryUsedBytes: memoryTotalBytes - freemem(), memoryTotalBytes }
}
