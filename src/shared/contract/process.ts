import { z } from 'zod'
import { processStates } from './process-states.ts'

/** What names a process for good: a pid alone is reused by the OS. */
export const identitySchema = z.object({
  pid: z.int().min(0),
  /** The OS's own start stamp, opaque: compare for equality only. */
  startKey: z.string().min(1).max(64),
})
export type ProcessIdentity = z.infer<typeof identitySchema>

/** A process named in an explanation; what is not known of it is absent. */
export const relativeSchema = z.object({
  pid: z.int().min(0),
  startKey: z.string().optional(),
  name: z.string().optional(),
})
export type ProcessRelative = z.infer<typeof relativeSchema>

export const processStateSchema = z.enum(processStates)
export type ProcessState = z.infer<typeof processStateSchema>

export const labMarkSchema = z.object({
  run: z.string(),
  lesson: z.string(),
  role: z.enum(['supervisor', 'main', 'child']),
  name: z.string().optional(),
})
export type LabMark = z.infer<typeof labMarkSchema>

/** One row of the process table. What does not apply or cannot be known is absent. */
export const processSchema = identitySchema.extend({
  /** Epoch milliseconds. */
  startedAt: z.number().optional(),
  ppid: z.int().min(0),
  /** Absent when the recorded parent is gone or younger than the process. */
  parentStartKey: z.string().optional(),
  name: z.string(),
  command: z.array(z.string()).optional(),
  /** The command line is longer than what the table keeps. */
  commandTruncated: z.boolean().optional(),
  /** Values in `command` that look like secrets were replaced. */
  commandMasked: z.boolean().optional(),
  executable: z.string().optional(),
  /** Its file has been deleted, or replaced by another, since it was started. */
  executableDeleted: z.boolean().optional(),
  user: z.string().optional(),
  uid: z.int().optional(),
  state: processStateSchema,
  /** Of one CPU, since the previous sample: two busy CPUs are 200. */
  cpuPercent: z.number().optional(),
  cpuTimeMs: z.number().optional(),
  rssBytes: z.number().optional(),
  threads: z.int().optional(),
  nice: z.int().optional(),
  processGroup: z.int().optional(),
  session: z.int().optional(),
  terminal: z.string().optional(),
  zombie: z
    .object({
      waitingOn: relativeSchema.optional(),
      /** Epoch ms: when the table first showed it as a zombie. */
      seenAt: z.number().optional(),
      /** It was one already when the table first showed it. */
      already: z.boolean().optional(),
      /** How it ended, where the system told of that. */
      exitCode: z.int().optional(),
      exitSignal: z.string().optional(),
    })
    .optional(),
  orphan: z
    .object({
      /** `observed`: its parent ended while we watched. `inferred`: from process group and session. */
      evidence: z.enum(['observed', 'inferred']),
      originalParent: relativeSchema.optional(),
      adopter: relativeSchema,
      /** Epoch ms: when it was observed. */
      seenAt: z.number().optional(),
    })
    .optional(),
  daemon: z.object({ kind: z.enum(['multiprocessing', 'unix']), endsWith: identitySchema.optional() }).optional(),
  kernel: z.boolean().optional(),
  lab: labMarkSchema.optional(),
  // The rest only while it is asked for: facts.ts.
  /** Moved to and from storage, since the previous sample. */
  readBytesPerSecond: z.number().optional(),
  writeBytesPerSecond: z.number().optional(),
  /** How often its threads gave up their CPUs to wait, and how often one was taken away. */
  voluntarySwitchesPerSecond: z.number().optional(),
  involuntarySwitchesPerSecond: z.number().optional(),
  /** The kernel's own: on Linux 0 to 39 for ordinary processes, negative for real-time ones. */
  priority: z.int().optional(),
  /** The CPU that it ran on last, from 0. */
  lastCpu: z.int().optional(),
  /** Its path in the hierarchy of control groups. */
  cgroup: z.string().optional(),
  /** The systemd unit that it belongs to. */
  unit: z.string().optional(),
  /** The first 12 characters of its container's id. */
  container: z.string().optional(),
  /** How many descriptors it has open. */
  descriptors: z.int().optional(),
  /** The kernel function in which a process in disk sleep waits. */
  waitChannel: z.string().optional(),
  /** The title of its foremost window, on Windows. */
  windowTitle: z.string().optional(),
})
export type Process = z.infer<typeof processSchema>

export const endedSchema = identitySchema.extend({
  exitCode: z.int().optional(),
  exitSignal: z.string().optional(),
})
export type EndedProcess = z.infer<typeof endedSchema>

export const sourceSchema = z.enum(['procfs', 'native', 'ps-list'])
export type SourceName = z.infer<typeof sourceSchema>

/** How a sample was taken, and the machine's totals at that moment. */
export const sampleSchema = z.object({
  source: sourceSchema,
  /** What the sample cost, in milliseconds of the sampling thread. */
  costMs: z.number(),
  intervalMs: z.number(),
  /** Of the whole machine: 100 is every CPU busy. Absent before the second sample. */
  cpuPercent: z.number().optional(),
  memoryUsedBytes: z.number(),
  memoryTotalBytes: z.number(),
  /** The kernel tells of starts and ends as they happen; samples only refresh figures. */
  liveEvents: z.boolean().optional(),
  /** Processes started, of whatever length of life. Absent without live events. */
  forksPerSecond: z.number().optional(),
})
export type SampleInfo = z.infer<typeof sampleSchema>

const more = z.boolean().optional()

/** What failed, for the user interface to word, and the system's own words for it, where there are any. */
const troubleSchema = z.object({
  code: z.enum(['thread-ended', 'unreadable', 'no-descriptors', 'no-memory']),
  cause: z.string().optional(),
})
export type Trouble = z.infer<typeof troubleSchema>

const snapshotSchema = z.object({
  kind: z.literal('snapshot'),
  at: z.number(),
  processes: z.array(processSchema),
  sample: sampleSchema,
  more,
})
const changeSchema = z.object({
  kind: z.literal('change'),
  at: z.number(),
  started: z.array(processSchema),
  ended: z.array(endedSchema),
  /** Whole rows, each replacing the former one. */
  changed: z.array(processSchema),
  sample: sampleSchema,
  more,
})
/** The sampler failed and was restarted; a snapshot follows. `message` is English, for the command line. */
const troubleEventSchema = z.object({
  kind: z.literal('trouble'),
  at: z.number(),
  message: z.string(),
  trouble: troubleSchema,
})

/**
 * What the table tells: one snapshot, then differences only. Many rows are told in parts: a large snapshot goes on as
 * changes whose `changed` rows are new to the reader. `more`: another part of the same follows.
 */
export type TableEvent = z.infer<typeof snapshotSchema | typeof changeSchema | typeof troubleEventSchema>

/** What has changed of a row. A row that is new to the reader comes whole. */
export const rowChangeSchema = processSchema.partial().extend({
  ...identitySchema.shape,
  /** The fields that it has no more. */
  gone: z.array(processSchema.keyof()).optional(),
})
export type RowChange = z.infer<typeof rowChangeSchema>

/** What travels on the table's stream: the same, but of a row that changed only what did. */
export const tableNewsSchema = z.discriminatedUnion('kind', [
  snapshotSchema,
  changeSchema.extend({ changed: z.array(rowChangeSchema) }),
  troubleEventSchema,
])
export type TableNews = z.infer<typeof tableNewsSchema>
