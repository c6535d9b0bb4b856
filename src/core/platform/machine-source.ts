import type { MachineFacts, MachineSample, networkKinds } from '../../shared/contract/machine.ts'

/** Times since boot in a unit of the OS's own: only shares are made of them. */
export interface CpuCounters {
  readonly user: number
  readonly system: number
  readonly idle: number
  readonly iowait?: number
  readonly steal?: number
  /** Of one CPU: the system's own number of it, where that is known. */
  readonly number?: number
}

export interface DiskCounters {
  readonly name: string
  readonly readBytes: number
  readonly writtenBytes: number
}

export interface NetworkCounters {
  readonly name: string
  readonly kind: (typeof networkKinds)[number]
  readonly receivedBytes: number
  readonly sentBytes: number
}

/** What an OS tells at a moment: counters that only grow, unless they begin anew. */
export interface MachineReading extends Pick<MachineSample, 'memory' | 'swap' | 'loadAverage' | 'pressure'> {
  /** On a clock that only goes forward. */
  readonly monotonicMs: number
  readonly cpu: CpuCounters
  readonly cpus: readonly CpuCounters[]
  readonly disks?: readonly DiskCounters[]
  readonly networks?: readonly NetworkCounters[]
  /** Processes and threads begun since boot. */
  readonly forks?: number
}

/** How one operating system tells about the machine as a whole. */
export interface MachineSource {
  facts(): MachineFacts
  /** Never fails: what cannot be read is absent. */
  read(): MachineReading | Promise<MachineReading>
}
