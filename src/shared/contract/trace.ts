import { z } from 'zod'
import { processStateSchema } from './process.ts'

/** `t`: microseconds since the run began, on the supervisor's clock. `pid`: whom it is about. */
const common = { t: z.number(), pid: z.int() }

/** The line of the program, from 1, that brought an event about; absent where that is not known. */
const codePlaceSchema = z.object({ file: z.string(), line: z.int() })
export type CodePlace = z.infer<typeof codePlaceSchema>
const fromCode = { code: codePlaceSchema.optional() }

export const checkOutcomeSchema = z.enum(['passed', 'failed', 'inconclusive'])
export type CheckOutcome = z.infer<typeof checkOutcomeSchema>

export const checkResultSchema = z.object({
  id: z.string(),
  outcome: checkOutcomeSchema,
  /** In the language in which the run was ordered. */
  evidence: z.string(),
  /** In each language: a run may be shown in another one. Absent in traces of the command line, and in older files. */
  evidenceIn: z.object({ en: z.string(), 'zh-CN': z.string() }).optional(),
  /** The moment that the evidence speaks of, microseconds of the run, and the process that it is about. */
  at: z.number().optional(),
  about: z.int().optional(),
})
export type CheckResult = z.infer<typeof checkResultSchema>

export const traceEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run-started'),
    ...common,
    run: z.string(),
    lesson: z.string(),
    parameters: z.record(z.string(), z.number()),
  }),
  z.object({
    kind: z.literal('process-started'),
    ...common,
    ppid: z.int(),
    name: z.string(),
    daemon: z.boolean(),
    role: z.enum(['supervisor', 'main', 'child']),
    /** Absent: it was gone before anybody could look. */
    startKey: z.string().optional(),
    ...fromCode,
  }),
  z.object({
    kind: z.literal('process-exited'),
    ...common,
    exitCode: z.int().optional(),
    exitSignal: z.string().optional(),
  }),
  z.object({
    kind: z.literal('output'),
    ...common,
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
    ...fromCode,
  }),
  z.object({ kind: z.literal('state'), ...common, state: processStateSchema }),
  z.object({ kind: z.literal('reparented'), ...common, from: z.int(), to: z.int() }),
  z.object({
    kind: z.literal('lock'),
    ...common,
    lock: z.string(),
    action: z.enum(['request', 'acquire', 'release', 'timeout', 'refused']),
    /** Who has it, as far as that is known: when it is requested, the process that is in the way. */
    holder: z.int().optional(),
    ...fromCode,
  }),
  z.object({
    kind: z.literal('queue'),
    ...common,
    queue: z.string(),
    action: z.enum(['put', 'get', 'blocked-put', 'blocked-get', 'task-done', 'closed']),
    /** How many items have a slot afterwards. */
    size: z.int(),
    /** Of a joinable queue: how many items are not done yet. */
    unfinished: z.int().optional(),
    ...fromCode,
  }),
  z.object({
    kind: z.literal('deadlock'),
    ...common,
    waiting: z.array(z.object({ pid: z.int(), on: z.string() })),
    /** Who holds what is waited for, dead or waiting itself; absent when nobody does. */
    heldBy: z.int().optional(),
  }),
  z.object({ kind: z.literal('mark'), ...common, label: z.string(), value: z.json().optional(), ...fromCode }),
  z.object({ kind: z.literal('check'), ...common, ...checkResultSchema.shape }),
  z.object({
    kind: z.literal('report'),
    ...common,
    outcome: checkOutcomeSchema,
    elapsedMs: z.number(),
    checks: z.array(checkResultSchema),
    /** Processes of the run that were still alive at its end, counted from the OS. */
    leftBehind: z.int(),
    /** By question: what was measured. */
    measured: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.number()])).optional(),
    /** What was predicted beside what was measured. */
    prediction: z
      .array(
        z.object({
          question: z.string(),
          predicted: z.union([z.string(), z.array(z.string()), z.number()]),
          measured: z.union([z.string(), z.array(z.string()), z.number()]).optional(),
          /** Absent: it was not measured. */
          right: z.boolean().optional(),
        }),
      )
      .optional(),
    /** Why the run ended before its program did. */
    stopped: z.enum(['by-request', 'time-limit', 'supervisor-lost']).optional(),
  }),
])
export type TraceEvent = z.infer<typeof traceEventSchema>
