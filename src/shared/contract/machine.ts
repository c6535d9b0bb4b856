import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

/** What does not change while the machine runs. */
export const machineFactsSchema = z.object({
  hostname: z.string(),
  /** For people: `Debian GNU/Linux 12 (bookworm)`. */
  system: z.string(),
  kernel: z.string(),
  architecture: z.string(),
  cpuModel: z.string().optional(),
  bootedAt: z.number(),
})
export type MachineFacts = z.infer<typeof machineFactsSchema>

/** Percent of the time since the sample before; what the OS does not tell apart is absent. */
export const cpuSharesSchema = z.object({
  /** Programs, low priority included. */
  user: z.number(),
  /** The kernel for them, interrupts included. */
  system: z.number(),
  /** Nothing to run, but a disk to wait for: the CPU is idle. */
  iowait: z.number().optional(),
  /** Taken by the host of a virtual machine. */
  steal: z.number().optional(),
})
export type CpuShares = z.infer<typeof cpuSharesSchema>

export const memorySchema = z.object({
  totalBytes: z.number(),
  /** What programs cannot have: the total without what is available. */
  usedBytes: z.number(),
  freeBytes: z.number(),
  availableBytes: z.number(),
  cachedBytes: z.number().optional(),
  buffersBytes: z.number().optional(),
})
export type MemoryFigures = z.infer<typeof memorySchema>

const stallsSchema = z.object({ avg10: z.number(), avg60: z.number(), avg300: z.number() })
/** Percent of the time in which some, or all, tasks waited for a resource: the kernel's own averages. */
const resourceSchema = z.object({ some: stallsSchema, full: stallsSchema.optional() })
export const pressureSchema = z.object({
  cpu: resourceSchema.optional(),
  memory: resourceSchema.optional(),
  io: resourceSchema.optional(),
})
export type Pressure = z.infer<typeof pressureSchema>

/** Bytes per second; absent when the device has just come or its counters began anew. */
export const diskRatesSchema = z.object({
  name: z.string(),
  readRate: z.number().optional(),
  writeRate: z.number().optional(),
})
export const networkKinds = ['hardware', 'virtual', 'loopback'] as const
export const networkRatesSchema = z.object({
  name: z.string(),
  kind: z.enum(networkKinds),
  receiveRate: z.number().optional(),
  sendRate: z.number().optional(),
})

/** The machine at a moment, and what happened since the sample before. What the OS does not tell is absent. */
export const machineSampleSchema = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  cpu: cpuSharesSchema.optional(),
  /** `number`: the system's own, where it tells; those that are switched off leave gaps. */
  cpus: z.array(cpuSharesSchema.extend({ number: z.int().optional() })),
  memory: memorySchema,
  swap: z.object({ usedBytes: z.number(), totalBytes: z.number() }).optional(),
  /** 1, 5 and 15 minutes. */
  loadAverage: z.tuple([z.number(), z.number(), z.number()]).optional(),
  pressure: pressureSchema.optional(),
  disks: z.array(diskRatesSchema).optional(),
  networks: z.array(networkRatesSchema).optional(),
  /** New tasks per second: each process and each thread counts. */
  forkRate: z.number().optional(),
})
export type MachineSample = z.infer<typeof machineSampleSchema>

/** The facts once, then the kept samples in parts, oldest first, then each new one. */
export const machineEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('facts'), facts: machineFactsSchema }),
  z.object({ kind: z.literal('samples'), samples: z.array(machineSampleSchema) }),
])
export type MachineEvent = z.infer<typeof machineEventSchema>

export const machineContract = {
  /** A sample each second while anybody watches; those of the last ten minutes are kept. */
  watch: oc.output(eventIterator(machineEventSchema)),
}
