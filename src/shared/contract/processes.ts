import { eventIterator, oc, type } from '@orpc/contract'
import { z } from 'zod'
import { adjustRequestSchema, adjustResultSchema, schedulingSchema } from './adjust.ts'
import { facts as factNames } from './facts.ts'
import { endedSchema, identitySchema, processSchema, sampleSchema, type TableNews } from './process.ts'
import { planRequestSchema, planSchema, signalRequestSchema, signalResultSchema } from './signals.ts'

/** Secrets in command lines are masked unless a person asks to see them. */
const secrets = z.enum(['masked', 'shown']).default('masked')
/** What the rows must hold besides what they always do; others may have asked for more. */
export const factSchema = z.enum(factNames)
const facts = z.array(factSchema).default([])
const tableRequest = z.object({ secrets, facts }).default({ secrets: 'masked', facts: [] })

/** What a page calls the grace that it asks for. */
const graceName = z.string().min(1).max(64)

/** Whose window was clicked. `unknown`: it names no process of this machine; `failed`: `cause` is the system's tool's. */
const foundWindow = z.discriminatedUnion('kind', [
  identitySchema.extend({ kind: z.literal('found'), name: z.string() }),
  z.object({ kind: z.enum(['unknown', 'cancelled']) }),
  z.object({ kind: z.literal('failed'), cause: z.string() }),
])
export type FoundWindow = z.infer<typeof foundWindow>

export const processesContract = {
  /** The table now: two samples 200 ms apart, so that CPU figures exist. */
  list: oc
    .input(tableRequest)
    .output(z.object({ at: z.number(), processes: z.array(processSchema), sample: sampleSchema })),
  /**
   * A snapshot, then differences. Pausing is unsubscribing. The host does not hold each of its own rows to its schema
   * again, which cost more than all else of the stream: tests do (`tableNewsSchema`).
   */
  watch: oc.input(tableRequest).output(eventIterator(type<TableNews>())),
  /** The whole command line of one process, unmasked. */
  commandLine: oc
    .errors({ NOT_FOUND: { message: 'That process has ended.' } })
    .input(identitySchema)
    .output(z.object({ command: z.array(z.string()) })),
  /** Whom a signal would reach; what is confirmed is exactly this list. */
  plan: oc.input(planRequestSchema).output(planSchema),
  /** Sends, each identity checked immediately before, and says where each ended up. */
  signal: oc
    .errors({
      READ_ONLY: {},
      UNKNOWN_SIGNAL: { data: z.object({ signal: z.string(), nearest: z.string().optional() }) },
    })
    .input(signalRequestSchema.extend({ grace: graceName.optional() }))
    .output(z.object({ results: z.array(signalResultSchema) })),
  /** Ends a grace that is going on: `signal` answers at once, and nothing is killed. One that is over is no mistake. */
  stopGrace: oc.input(z.object({ grace: graceName })),
  /** Answers when the process has ended, with how it did where the system tells. */
  untilEnded: oc
    .errors({ NOT_FOUND: { message: 'That process has ended.' } })
    .input(identitySchema)
    .output(endedSchema.pick({ exitCode: true, exitSignal: true })),
  /** Waits until a person clicks a window on the screen of the machine that is looked at; aborting gives the pointer back. */
  findWindow: oc.errors({ FAILED: {} }).output(foundWindow),
  /** How a process is scheduled: before it is changed. */
  scheduling: oc
    .errors({ NOT_FOUND: { message: 'That process has ended.' } })
    .input(identitySchema)
    .output(schedulingSchema),
  /** Changes the priority or the CPUs of exactly these, each identity checked immediately before and held meanwhile. */
  adjust: oc
    .errors({ READ_ONLY: {} })
    .input(adjustRequestSchema)
    .output(z.object({ results: z.array(adjustResultSchema) })),
}
