import type { CpuShares, MachineSample } from '../../shared/contract/machine.ts'
import type { CpuCounters, MachineReading } from '../platform/machine-source.ts'

type Time = Exclude<keyof CpuCounters, 'number'>

/**
 * @param before a reading taken earlier @param now one taken later @param at when, in epoch milliseconds
 * @returns the machine now, and what each second between the two held, by the clock and not by the interval that was
 *   wanted. A counter that went back (a device was replaced, a counter overflowed) tells nothing of that time.
 */
export function sampleOf(before: MachineReading, now: MachineReading, at: number): MachineSample {
  const seconds = (now.monotonicMs - before.monotonicMs) / 1000
  const rate = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined || to < from || seconds <= 0
      ? undefined
      : Math.round(((to - from) / seconds) * 10) / 10
  const forkRate = rate(before.forks, now.forks)
  const cpu = cpuShares(before.cpu, now.cpu)
  return {
    at,
    ...(cpu !== undefined && { cpu }),
    cpus: now.cpus.flatMap((each, index) => {
      const { number } = each
      const shares = cpuShares(formerOf(number, index, before, now), each)
      return shares === undefined ? [] : { ...shares, ...(number !== undefined && { number }) }
    }),
    memory: now.memory,
    ...(now.swap !== undefined && { swap: now.swap }),
    ...(now.loadAverage !== undefined && { loadAverage: now.loadAverage }),
    ...(now.pressure !== undefined && { pressure: now.pressure }),
    ...(now.disks !== undefined && {
      disks: now.disks.map((disk) => {
        const former = before.disks?.find(({ name }) => name === disk.name)
        return {
          name: disk.name,
          readRate: rate(former?.readBytes, disk.readBytes),
          writeRate: rate(former?.writtenBytes, disk.writtenBytes),
        }
      }),
    }),
    ...(now.networks !== undefined && {
      networks: now.networks.map((network) => {
        const former = before.networks?.find(({ name }) => name === network.name)
        return {
          name: network.name,
          kind: network.kind,
          receiveRate: rate(former?.receivedBytes, network.receivedBytes),
          sendRate: rate(former?.sentBytes, network.sentBytes),
        }
      }),
    }),
    ...(forkRate !== undefined && { forkRate }),
  }
}

/** Without numbers, after a CPU was taken away or added, its neighbours may be in other places. */
function formerOf(
  number: number | undefined,
  index: number,
  before: MachineReading,
  now: MachineReading,
): CpuCounters | undefined {
  if (number !== undefined) return before.cpus.find((each) => each.number === number)
  return now.cpus.length === before.cpus.length ? before.cpus[index] : undefined
}

/** Idle and waiting times are known to go back a little (proc(5)): such a step counts as none. */
function cpuShares(before: CpuCounters | undefined, now: CpuCounters): CpuShares | undefined {
  if (before === undefined) return undefined
  const grown = (name: Time): number => Math.max(0, (now[name] ?? 0) - (before[name] ?? 0))
  const total = grown('user') + grown('system') + grown('idle') + grown('iowait') + grown('steal')
  if (total === 0) return undefined
  const share = (name: Time): number => Math.round((1000 * grown(name)) / total) / 10
  return {
    user: share('user'),
    system: share('system'),
    ...(now.iowait !== undefined && { iowait: share('iowait') }),
    ...(now.steal !== undefined && { steal: share('steal') }),
  }
}
