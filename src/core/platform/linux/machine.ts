import { existsSync, readFileSync } from 'node:fs'
import { version } from 'node:os'
import type { Pressure } from '../../../shared/contract/machine.ts'
import type { MachineReading, MachineSource } from '../machine-source.ts'
import { loadAverage, portableFacts, portableReading } from '../portable-machine.ts'
import { parseDiskstats, parseMeminfo, parseNetDev, parsePressure, parseStat } from './parse-machine.ts'

/** @returns the machine as procfs tells it @param root folder that holds `proc` and `sys`; tests give their own */
export function linuxMachine(root = ''): MachineSource {
  const hasDevice = rememberDevices(root)
  return {
    facts: () => portableFacts(systemName(root)),
    read() {
      const stat = parseStat(read(`${root}/proc/stat`))
      const disks = read(`${root}/proc/diskstats`)
      const networks = read(`${root}/proc/net/dev`)
      const pressure = readPressure(root)
      const reading: MachineReading = {
        ...(stat === undefined ? portableReading() : { ...stat, ...loadAverage() }),
        monotonicMs: performance.now(),
        ...(parseMeminfo(read(`${root}/proc/meminfo`)) ?? { memory: portableReading().memory }),
        ...(pressure !== undefined && { pressure }),
        // Without /sys no device shows whether it is one.
        ...(disks !== '' &&
          existsSync(`${root}/sys/block`) && { disks: parseDiskstats(disks, (name) => hasDevice('block', name)) }),
        ...(networks !== '' && {
          networks: parseNetDev(networks).map((each) => ({ ...each, kind: kindOf(each.name, hasDevice) })),
        }),
      }
      return reading
    },
  }
}

/** Partitions, and disks and interfaces made of others, have no `device`: counting them would count twice. */
function rememberDevices(root: string): (folder: 'block' | 'class/net', name: string) => boolean {
  const known = new Map<string, boolean>()
  return (folder, name) => {
    // As /sys writes a name that holds a slash.
    const path = `${root}/sys/${folder}/${name.replaceAll('/', '!')}/device`
    let found = known.get(path)
    if (found === undefined) known.set(path, (found = existsSync(path)))
    return found
  }
}

function kindOf(name: string, hasDevice: ReturnType<typeof rememberDevices>) {
  if (name === 'lo') return 'loopback'
  return hasDevice('class/net', name) ? 'hardware' : 'virtual'
}

/** A kernel may have no such figures, or answer each read with EOPNOTSUPP (`psi=0`). */
function readPressure(root: string): Pressure | undefined {
  const [cpu, memory, io] = ['cpu', 'memory', 'io'].map((each) => parsePressure(read(`${root}/proc/pressure/${each}`)))
  if (cpu === undefined && memory === undefined && io === undefined) return undefined
  return {
    // All tasks waiting for a CPU is undefined for a whole machine; the kernel prints zeros.
    ...(cpu !== undefined && { cpu: { some: cpu.some } }),
    ...(memory !== undefined && { memory }),
    ...(io !== undefined && { io }),
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function systemName(root: string): string {
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(read(`${root}/etc/os-release`))?.[1] || version()
}
