import { z } from 'zod'
import { identitySchema } from './process.ts'
import { refusalSchema } from './signals.ts'

/** How urgent a process is: -20 comes first, 19 takes what others leave: nice(1). */
export const niceSchema = z.int().min(-20).max(19)

/** What can be changed of a running process. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nice'), nice: niceSchema }),
  /** The CPUs that it may run on, from 0. */
  z.object({ kind: z.literal('affinity'), cpus: z.array(z.int().min(0).max(4095)).min(1).max(4096) }),
])
export type Change = z.infer<typeof changeSchema>

export const adjustRequestSchema = z.object({
  targets: z.array(identitySchema).min(1).max(10_000),
  change: changeSchema,
})
export type AdjustRequest = z.infer<typeof adjustRequestSchema>

/** How a process is scheduled now; what the system does not tell is absent. */
export const schedulingSchema = z.object({
  nice: niceSchema.optional(),
  /** The CPUs that it may run on. */
  cpus: z.array(z.int()).optional(),
  /** Those that it can be given: the machine has them, and its control group lets it have them. */
  usableCpus: z.array(z.int()),
})
export type Scheduling = z.infer<typeof schedulingSchema>

/** Expected outcomes are values. `gone` and `reused`: nothing was changed, or nobody is left to whom it matters. */
export const adjustResultSchema = identitySchema.extend({
  name: z.string().optional(),
  outcome: z.enum(['changed', 'gone', 'reused', 'denied', 'zombie', 'refused']),
  reason: refusalSchema.optional(),
  /** On which CPUs it runs now, where the system has left out some of those asked for. */
  cpus: z.array(z.int()).optional(),
  /** English; the user interface words `outcome` and `reason` itself. */
  message: z.string(),
})
export type AdjustResult = z.infer<typeof adjustResultSchema>
