import { arch, cpus, freemem, hostname, loadavg, release, totalmem, uptime } from 'node:os'
import type { MachineFacts } from '../../shared/contract/machine.ts'
import type { CpuCounters, MachineReading } from './machine-source.ts'

/** @returns the facts of any machine @param system the OS's name for people */
export function portableFacts(system: string): MachineFacts {
  const model = cpus()[0]?.model.trim()
  return {
    hostname: hostname(),
    system,
    kernel: release(),
    architecture: arch(),
    ...(model && model !== 'unknown' && { cpuModel: model }),
    bootedAt: Date.now() - uptime() * 1000,
  }
}

/** @returns what Node tells on every OS; it has no word for waits, caches, swap or devices */
export function portableReading(): MachineReading {
  const each = cpus().map(({ times }): CpuCounters => {
    return { user: times.user + times.nice, system: times.sys + times.irq, idle: times.idle }
  })
  const [totalBytes, availableBytes] = [totalmem(), freemem()]
  const usedBytes = totalBytes - availableBytes
  return {
    monotonicMs: performance.now(),
    cpu: each.reduce(
      (sum, one) => ({ user: sum.user + one.user, system: sum.system + one.system, idle: sum.idle + one.idle }),
      { user: 0, system: 0, idle: 0 },
    ),
    cpus: each,
    memory: { totalBytes, usedBytes, availableBytes, freeBytes: availableBytes },
    ...loadAverage(),
  }
}

/** Windows has no load average; libuv answers zeros there. */
export function loadAverage(): Pick<MachineReading, 'loadAverage'> {
  const [one = 0, five = 0, fifteen = 0] = loadavg()
  return one + five + fifteen > 0 ? { loadAverage: [one, five, fifteen] } : {}
}
