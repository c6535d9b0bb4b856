import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { programLimits } from '../model/program-limits.ts'
import { signalResultSchema } from './signals.ts'
import { traceEventSchema } from './trace.ts'

const textSchema = z.object({ en: z.string(), 'zh-CN': z.string() })
export type LocalText = z.infer<typeof textSchema>

export const parameterSchema = z.object({
  name: z.string(),
  title: textSchema,
  unit: z.string().optional(),
  min: z.number(),
  max: z.number(),
  step: z.number(),
  default: z.number(),
})
export type LessonParameter = z.infer<typeof parameterSchema>

/** Asked before the run; the answer is compared with what was measured. */
export const questionSchema = z.object({
  id: z.string(),
  text: textSchema,
  /** One of the options, all of them in an order, or a number. */
  kind: z.enum(['choice', 'order', 'number']),
  options: z.array(z.object({ id: z.string(), text: textSchema })).optional(),
  unit: z.string().optional(),
})
export type LessonQuestion = z.infer<typeof questionSchema>

/** Something to break: the run with these parameters comes out differently. */
export const variantSchema = z.object({
  id: z.string(),
  title: textSchema,
  parameters: z.record(z.string(), z.number()),
})
export type LessonVariant = z.infer<typeof variantSchema>

/** Something to do to a running lesson. */
export const actionSchema = z.object({
  id: z.string(),
  title: textSchema,
  /** The process of that name, or the first one of that role. */
  target: z.string(),
  signal: z.string(),
})
export type LessonAction = z.infer<typeof actionSchema>

/** By question: an option, options in their order, or a number. */
export const predictionsSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.number()]))
export type Predictions = z.infer<typeof predictionsSchema>

export const lessonSummarySchema = z.object({
  id: z.string(),
  chapter: z.int(),
  title: textSchema,
  summary: textSchema,
  /** Items of the tutorial's catalogue. */
  covers: z.array(z.string()),
  platforms: z.array(z.enum(['linux', 'darwin', 'win32'])),
  /** Why it cannot run on this machine, where it cannot. */
  unavailable: textSchema.optional(),
  parameters: z.array(parameterSchema),
  /** What it needs and the product does not bring: its usual address, and what a run is given another one by. */
  service: z.object({ name: z.string(), parameter: z.string(), url: z.string() }).optional(),
  /** Parameters of the shortest run that still shows everything. */
  fastest: z.record(z.string(), z.number()),
  checks: z.array(z.object({ id: z.string(), title: textSchema })),
  questions: z.array(questionSchema),
  variants: z.array(variantSchema),
  actions: z.array(actionSchema),
})
export type LessonSummary = z.infer<typeof lessonSummarySchema>

export const localeSchema = z.enum(['en', 'zh-CN'])
export type Locale = z.infer<typeof localeSchema>

export const lessonFileSchema = z.object({
  name: z.string(),
  language: z.enum(['typescript', 'python']),
  code: z.string(),
})
export type LessonFile = z.infer<typeof lessonFileSchema>

export const runRequestSchema = z.object({
  lesson: z.string().min(1).max(100),
  parameters: z.record(z.string(), z.number()).default({}),
  /** Where the service is that the lesson needs; absent: as the environment or the settings say, or its usual address. */
  service: z.string().max(2000).optional(),
  /** The run is ended after this long. */
  timeLimitMs: z.int().min(1).max(3_600_000).optional(),
  locale: localeSchema.default('en'),
  predictions: predictionsSchema.default({}),
})
export type RunRequest = z.infer<typeof runRequestSchema>

export const runSchema = z.object({
  run: z.string(),
  lesson: z.string(),
  ended: z.boolean(),
  /** How far it has come, microseconds; absent when it has ended. */
  clockUs: z.int().optional(),
})
export type RunSummary = z.infer<typeof runSchema>

const programEndingSchema = z.enum(['ts', 'mts', 'cts', 'tsx', 'js', 'mjs', 'cjs', 'jsx', 'py'])
export type ProgramEnding = z.infer<typeof programEndingSchema>

const wordSchema = z.string().max(programLimits.wordCharacters)

/** A learner's own program: a text, or a command line. */
export const programRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    language: z.enum(['typescript', 'javascript', 'python']),
    /** Of the file that it was opened from: Node and the compiler go by it. Absent: the language's usual one. */
    ending: programEndingSchema.optional(),
    code: z.string().min(1).max(programLimits.characters),
  }),
  z.object({
    kind: z.literal('command'),
    /** Arguments may be empty, the command itself may not. */
    command: z
      .array(wordSchema)
      .min(1)
      .max(programLimits.words)
      .refine(([command]) => command !== ''),
  }),
])
export type ProgramRequest = z.infer<typeof programRequestSchema>

/** Where nothing can be kept, and the code of the system's error, `ENOSPC`. */
export const temporaryFolderSchema = z.object({ folder: z.string(), error: z.string() })

/** Why a program cannot be run at all, for the page to word. */
export const programProblemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-command'), command: z.string() }),
  z.object({ kind: z.literal('no-python') }),
  temporaryFolderSchema.extend({ kind: z.literal('no-temporary-folder') }),
])
export type ProgramProblem = z.infer<typeof programProblemSchema>

/** What the compiler found, at its place in the text; lines and columns begin with 1. */
export const programMistakeSchema = z.object({
  message: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  /** What the message says, where it is no compiler's. */
  problem: programProblemSchema.optional(),
})
export type ProgramMistake = z.infer<typeof programMistakeSchema>

export const unknownLessonSchema = z.object({ lesson: z.string(), nearest: z.array(z.string()) })

export const badParameterSchema = z.object({
  parameter: z.string(),
  nearest: z.string().optional(),
  /** Which values it may have; absent: the lesson has no such parameter. */
  range: parameterSchema.pick({ min: true, max: true, step: true }).optional(),
})

export const labContract = {
  list: oc.output(z.array(lessonSummarySchema)),
  /** The lesson's text in Markdown, and the very files that run. */
  lesson: oc
    .errors({ UNKNOWN_LESSON: { data: unknownLessonSchema } })
    .input(z.object({ lesson: z.string().min(1).max(100), locale: localeSchema }))
    .output(z.object({ text: z.string(), files: z.array(lessonFileSchema) })),
  /** What every lesson says in its text, and its code, to search in. */
  texts: oc
    .input(z.object({ locale: localeSchema }))
    .output(z.array(z.object({ lesson: z.string(), text: z.string() }))),
  runs: oc.output(z.array(runSchema)),
  run: oc
    .errors({
      READ_ONLY: {},
      UNKNOWN_LESSON: { data: unknownLessonSchema },
      BAD_PARAMETER: { data: badParameterSchema },
      UNAVAILABLE: { message: 'This lesson cannot run on this machine.' },
      NO_TEMPORARY_FOLDER: { data: temporaryFolderSchema },
    })
    .input(runRequestSchema)
    .output(z.object({ run: z.string() })),
  /** All events of a run from its beginning, then live, some at a time; ends after the report. */
  watch: oc
    .errors({ UNKNOWN_RUN: { message: 'There is no such run.' } })
    .input(z.object({ run: z.string() }))
    .output(eventIterator(z.array(traceEventSchema))),
  /** Ends every process of the run; resolves when none is left. */
  stop: oc
    .errors({ READ_ONLY: {}, UNKNOWN_RUN: { message: 'There is no such run.' } })
    .input(z.object({ run: z.string() }))
    .output(z.object({ leftBehind: z.int() })),
  /** Sends a signal to one process of a run that is going on, and to no other process. */
  signal: oc
    .errors({
      READ_ONLY: {},
      UNKNOWN_RUN: { message: 'There is no such run.' },
      NOT_OF_RUN: { message: 'This run has no such process.' },
      UNKNOWN_SIGNAL: { message: 'This system has no such signal.' },
    })
    .input(z.object({ run: z.string(), pid: z.int().min(1), signal: z.string().min(1).max(20) }))
    .output(signalResultSchema),
  /** Runs a program of one's own under the same observation; `watch` and `stop` hold for it too. */
  runProgram: oc
    .errors({
      READ_ONLY: {},
      BAD_PROGRAM: { data: z.object({ mistakes: z.array(programMistakeSchema) }) },
    })
    .input(programRequestSchema)
    .output(z.object({ run: z.string() })),
}
