import type { MachineSample, Pressure } from '../../../shared/contract/machine.ts'
import type { CpuCounters, DiskCounters, MachineReading } from '../machine-source.ts'

/** /proc/diskstats counts in sectors of 512 bytes, whatever the device's own are. */
const sectorBytes = 512

/** @param text of /proc/stat @returns undefined when it holds no CPU */
export function parseStat(text: string): Pick<MachineReading, 'cpu' | 'cpus' | 'forks'> | undefined {
  const lines = text.split('\n')
  const counters = lines.filter((line) => line.startsWith('cpu')).map(cpuCounters)
  const [cpu, ...cpus] = counters
  if (cpu === undefined) return undefined
  const forks = /^processes (\d+)/m.exec(text)?.[1]
  return { cpu, cpus, ...(forks !== undefined && { forks: Number(forks) }) }
}

/** `cpu0 user nice system idle iowait irq softirq steal …`; guests are part of user and nice already. */
function cpuCounters(line: string): CpuCounters {
  // A CPU that is switched off has no line: their place is not their number.
  const number = /^cpu(\d+) /.exec(line)?.[1]
  const [user = 0, nice = 0, system = 0, idle = 0, iowait, irq = 0, softirq = 0, steal] = line
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return {
    user: user + nice,
    system: system + irq + softirq,
    idle,
    ...(iowait !== undefined && { iowait }),
    ...(steal !== undefined && { steal }),
    ...(number !== undefined && { number: Number(number) }),
  }
}

/** @param text of /proc/meminfo @returns undefined when it has no total */
export function parseMeminfo(text: string): Pick<MachineSample, 'memory' | 'swap'> | undefined {
  const fields = new Map([...text.matchAll(/^(\w+):\s+(\d+)/gm)].map(([, name, kib]) => [name, Number(kib) * 1024]))
  const totalBytes = fields.get('MemTotal')
  const freeBytes = fields.get('MemFree')
  if (totalBytes === undefined || freeBytes === undefined) return undefined
  const buffersBytes = fields.get('Buffers')
  const cached = fields.get('Cached')
  // Shared memory is counted as cached, but cannot be given back; the kernel's reclaimable objects can.
  const cachedBytes = (cached ?? 0) + (fields.get('SReclaimable') ?? 0) - (fields.get('Shmem') ?? 0)
  // Kernels before 3.14 do not tell what is available.
  const availableBytes = fields.get('MemAvailable') ?? freeBytes + (buffersBytes ?? 0) + cachedBytes
  const [swapTotal, swapFree] = [fields.get('SwapTotal'), fields.get('SwapFree')]
  return {
    memory: {
      totalBytes,
      usedBytes: totalBytes - availableBytes,
      freeBytes,
      availableBytes,
      ...(cached !== undefined && { cachedBytes: Math.max(0, cachedBytes) }),
      ...(buffersBytes !== undefined && { buffersBytes }),
    },
    ...(swapTotal !== undefined &&
      swapFree !== undefined && { swap: { totalBytes: swapTotal, usedBytes: swapTotal - swapFree } }),
  }
}

/** @param text of a file of /proc/pressure @returns undefined when it tells nothing */
export function parsePressure(text: string): Pressure['cpu'] {
  const [some, full] = ['some', 'full'].map((kind) => {
    const found = new RegExp(`^${kind} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+)`, 'm').exec(text)
    const [avg10, avg60, avg300] = (found ?? []).slice(1).map(Number)
    return avg10 === undefined || avg60 === undefined || avg300 === undefined ? undefined : { avg10, avg60, avg300 }
  })
  return some === undefined ? undefined : { some, ...(full !== undefined && { full }) }
}

/** @param text of /proc/diskstats @param isDisk whether a device is a whole disk of its own */
export function parseDiskstats(text: string, isDisk: (name: string) => boolean): readonly DiskCounters[] {
  return text.split('\n').flatMap((line) => {
    const [, , name, , , sectorsRead, , , , sectorsWritten] = line.trim().split(/\s+/)
    if (name === undefined || sectorsWritten === undefined || !isDisk(name)) return []
    return { name, readBytes: Number(sectorsRead) * sectorBytes, writtenBytes: Number(sectorsWritten) * sectorBytes }
  })
}

/** @param text of /proc/net/dev: after two lines of titles `name: received … sent …`, the name up to the last colon */
export function parseNetDev(
  text: string,
): readonly { readonly name: string; readonly receivedBytes: number; readonly sentBytes: number }[] {
  return text.split('\n').flatMap((line) => {
    const [, name, counters] = /^\s*(\S+):\s*(\d.*)$/.exec(line) ?? []
    if (name === undefined || counters === undefined) return []
    const fields = counters.split(/\s+/).map(Number)
    return { name, receivedBytes: fields[0] ?? 0, sentBytes: fields[8] ?? 0 }
  })
}
