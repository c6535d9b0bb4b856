import { readFileSync } from 'node:fs'
import { arch, cpus, hostname, loadavg, release, uptime, version } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import type { MachineFigures } from '../../shared/contract/machine.ts'
import { busyPercent, cpuTimes, memory, type CpuTimes } from './machine-totals.ts'

/**
 * Figures of the whole machine, until the signal aborts.
 * @param options `intervalMs` is asked before each pause, so that a changed setting takes effect
 */
export async function* watchMachine(
  options: { readonly intervalMs: () => number },
  signal: AbortSignal,
): AsyncGenerator<MachineFigures> {
  let before: readonly CpuTimes[] = []
  const system = systemName()
  while (!signal.aborted) {
    const now = cpuTimes()
    yield figures(before, now, system)
    before = now
    // An abort ends the pause; the loop's condition then ends the stream.
    await delay(options.intervalMs(), undefined, { signal }).catch(() => undefined)
  }
}

function figures(before: readonly CpuTimes[], now: readonly CpuTimes[], system: string): MachineFigures {
  const sum = (all: readonly CpuTimes[]): CpuTimes | undefined =>
    all.length === 0
      ? undefined
      : all.reduce((left, right) => ({ busy: left.busy + right.busy, total: left.total + right.total }))
  const models = cpus()
  const [one = 0, five = 0, fifteen = 0] = loadavg()
  const model = models[0]?.model.trim()
  return {
    at: Date.now(),
    hostname: hostname(),
    system,
    kernel: release(),
    architecture: arch(),
    ...(model && model !== 'unknown' && { cpuModel: model }),
    cpuPercent: busyPercent(sum(before), sum(now) ?? { busy: 0, total: 0 }),
    cpus: now.map((each, index) => ({
      percent: busyPercent(before[index], each),
      ...(models[index]?.speed && { speedMhz: models[index].speed }),
    })),
    ...memory(),
    ...swap(),
    // Windows has no load average; libuv answers zeros there.
    ...(one + five + fifteen > 0 && { loadAverage: [one, five, fifteen] as [number, number, number] }),
    bootedAt: Date.now() - uptime() * 1000,
  }
}

function systemName(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
    if (name) return name
  } catch {
    // Not a Linux: the kernel's own words.
  }
  return version()
}

function swap(): { readonly swapUsedBytes?: number; readonly swapTotalBytes?: number } {
  try {
    const text = readFileSync('/proc/meminfo', 'latin1')
    const bytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1]) * 1024
    const [total, free] = [bytes('SwapTotal'), bytes('SwapFree')]
    return Number.isNaN(total + free) ? {} : { swapTotalBytes: total, swapUsedBytes: total - free }
  } catch {
    return {}
  }
}
