import { z } from 'zod'
import { identitySchema, labMarkSchema } from './process.ts'

/** Where a signal ended up; expected outcomes are values, never exceptions. */
export const outcomeSchema = z.enum(['sent', 'ended', 'gone', 'reused', 'denied', 'zombie', 'refused'])
export type SignalOutcome = z.infer<typeof outcomeSchema>

/** Why a target is refused or denied; the user interface words it. */
export const refusalSchema = z.enum([
  'init',
  'forkscope',
  'ancestor',
  'kernel-thread',
  'critical',
  'not-permitted',
  'unsupported',
  /** Windows asks windows to close: a process without one can only be forced. */
  'no-window',
  'failed',
  /** Forkscope or the machine had no files or memory left to look at it: it may well be there. */
  'unseen',
  /** The mode of this Forkscope, by its start or by its settings. */
  'read-only',
  /** Only an administrator may make a process more urgent. */
  'raise-priority',
  /** The process may not run on any of the CPUs named. */
  'no-such-cpu',
])
export type RefusalReason = z.infer<typeof refusalSchema>

/** A target as a person names it. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('process'), pid: z.int().min(0), startKey: z.string().min(1).max(64).optional() }),
  z.object({ kind: z.literal('name'), name: z.string().min(1).max(255) }),
  z.object({ kind: z.literal('port'), port: z.int().min(1).max(65_535) }),
])
export type TargetSpec = z.infer<typeof targetSchema>

/** Where a process listens. */
export const listenedPortSchema = z.object({ port: z.int(), protocol: z.enum(['tcp', 'udp']) })
export type ListenedPort = z.infer<typeof listenedPortSchema>

/** One process that a signal would reach, as it was when the plan was made. */
export const plannedTargetSchema = identitySchema.extend({
  name: z.string(),
  user: z.string().optional(),
  /** Generations below the named target: 0 is the target itself. */
  depth: z.int().min(0),
  zombie: z.boolean().optional(),
  refusal: refusalSchema.optional(),
  /** How many processes are below it now. */
  descendants: z.int().min(0),
  /** What it is part of. */
  lab: labMarkSchema.optional(),
  unit: z.string().optional(),
  container: z.string().optional(),
  /** Of the ports that were named, those on which it listens. */
  ports: z.array(listenedPortSchema).optional(),
})
export type PlannedTarget = z.infer<typeof plannedTargetSchema>

export const planRequestSchema = z.object({
  targets: z.array(targetSchema).min(1).max(10_000),
  tree: z.boolean().default(false),
  evenCritical: z.boolean().default(false),
})
export const planSchema = z.object({
  targets: z.array(plannedTargetSchema),
  /** Specifications that named no process. */
  unmatched: z.array(targetSchema),
})
export type Plan = z.infer<typeof planSchema>
export type PlanRequest = z.infer<typeof planRequestSchema>

export const signalRequestSchema = z.object({
  targets: z.array(identitySchema).min(1).max(10_000),
  /** `SIGTERM`, `TERM` or a number; checked against what the OS knows. */
  signal: z.string().min(1).max(20),
  /** Every descendant too, to a fixed point: nothing that forks meanwhile escapes. */
  tree: z.boolean().default(false),
  /** After this many milliseconds what still lives gets SIGKILL; of no effect with a signal that ends nobody. */
  graceMs: z.number().min(0).max(3_600_000).optional(),
  evenCritical: z.boolean().default(false),
})
export type SignalRequest = z.infer<typeof signalRequestSchema>

export const signalResultSchema = identitySchema.partial({ startKey: true }).extend({
  name: z.string().optional(),
  outcome: outcomeSchema,
  signal: z.string(),
  elapsedMs: z.number(),
  /** English; the user interface words `outcome` and `reason` itself. */
  message: z.string(),
  reason: refusalSchema.optional(),
  /** For a zombie: the parent that has not waited. */
  waitingOn: z.object({ pid: z.int(), name: z.string().optional() }).optional(),
})
export type SignalResult = z.infer<typeof signalResultSchema>
