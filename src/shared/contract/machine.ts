import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

export const machineSchema = z.object({
  at: z.number(),
  hostname: z.string(),
  /** For people: `Debian GNU/Linux 12 (bookworm)`. */
  system: z.string(),
  kernel: z.string(),
  architecture: z.string(),
  cpuModel: z.string().optional(),
  /** Of the whole machine and of each CPU; absent in the first sample. */
  cpuPercent: z.number().optional(),
  cpus: z.array(z.object({ percent: z.number().optional(), speedMhz: z.number().optional() })),
  memoryUsedBytes: z.number(),
  memoryTotalBytes: z.number(),
  swapUsedBytes: z.number().optional(),
  swapTotalBytes: z.number().optional(),
  /** 1, 5 and 15 minutes; absent on Windows, which has none. */
  loadAverage: z.tuple([z.number(), z.number(), z.number()]).optional(),
  bootedAt: z.number(),
})
export type MachineFigures = z.infer<typeof machineSchema>

export const machineContract = {
  /** Figures at the sampling interval of the settings. */
  watch: oc.output(eventIterator(machineSchema)),
}
