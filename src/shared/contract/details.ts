import { oc } from '@orpc/contract'
import { z } from 'zod'
import { identitySchema, processStateSchema } from './process.ts'

/** Why there is nothing to show. */
export const absenceSchema = z.enum([
  /** The process has no such thing: a kernel thread has no files, a zombie no longer. */
  'none',
  /** The OS tells this only to root and to the owner of the process. */
  'denied',
  /** The OS does not tell it although Forkscope runs as root: a container's root, or what nobody may read. */
  'denied-to-root',
  /** The process has ended, or its pid is another's by now. */
  'ended',
  /** Not to be had on this OS. */
  'unsupported',
])
export type Absence = z.infer<typeof absenceSchema>

/** Something that the OS tells of one process, or why it does not. */
export type Told<T> = { readonly kind: 'told'; readonly value: T } | { readonly kind: Absence }

const told = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('kind', [z.object({ kind: z.literal('told'), value }), z.object({ kind: absenceSchema })])
const section = <T extends z.ZodType>(value: T) => oc.input(identitySchema).output(told(value))

/** A list may be longer than what is worth sending; `total` counts all, as far as they were looked at. */
export interface Listed<T> {
  readonly items: T[]
  readonly total: number
  readonly cut?: boolean | undefined
}
const listed = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int(), cut: z.boolean().optional() })

export const variableSchema = z.object({
  name: z.string(),
  value: z.string(),
  masked: z.boolean().optional(),
  /** The value is longer. */
  cut: z.boolean().optional(),
})
export type EnvironmentVariable = z.infer<typeof variableSchema>

export const placeSchema = z.object({
  workingDirectory: told(z.string()),
  root: told(z.string()),
  /** The program that it runs. */
  executable: told(z.string()),
})
export type ProcessPlace = z.infer<typeof placeSchema>

export const openFileSchema = z.object({
  descriptor: z.int(),
  kind: z.enum(['file', 'device', 'pipe', 'socket', 'other']),
  target: z.string(),
  access: z.enum(['read', 'write', 'both']).optional(),
  /** The file has no name any more. */
  deleted: z.boolean().optional(),
})
export type OpenFile = z.infer<typeof openFileSchema>

export const socketSchema = z.object({
  descriptor: z.int().optional(),
  /** `tcp`, `tcp6`, `udp`, `unix`, … */
  protocol: z.string(),
  /** `address:port`, or the path of a Unix socket. */
  local: z.string().optional(),
  remote: z.string().optional(),
  /** As netstat names it: `LISTEN`, `ESTABLISHED`. */
  state: z.string().optional(),
  /** Where it listens for connections, when that is a port. */
  port: z.int().optional(),
})
export type ProcessSocket = z.infer<typeof socketSchema>

export const threadSchema = z.object({
  tid: z.int().optional(),
  name: z.string().optional(),
  state: processStateSchema,
  cpuTimeMs: z.number(),
  /** The CPU that it ran on last. */
  lastCpu: z.int().optional(),
})
export type ProcessThread = z.infer<typeof threadSchema>

export const limitSchema = z.object({
  /** As the kernel names it: `Max open files`. */
  name: z.string(),
  /** Absent: unlimited. */
  soft: z.number().optional(),
  hard: z.number().optional(),
  unit: z.string().optional(),
})
export type ProcessLimit = z.infer<typeof limitSchema>

const names = z.array(z.string())
export const signalSetsSchema = z.object({ pending: names, blocked: names, ignored: names, caught: names })
export type SignalSets = z.infer<typeof signalSetsSchema>

/** Bytes. What the kernel does not tell is absent. */
export const memorySchema = z.object({
  virtual: z.number().optional(),
  peakResident: z.number().optional(),
  resident: z.number().optional(),
  /** Resident, with shared pages divided among those who share them; told to root and the owner only. */
  proportional: z.number().optional(),
  /** Only of this process: what is free when it ends. */
  private: z.number().optional(),
  shared: z.number().optional(),
  /** Why the three above are absent, where something denies or lacks them. */
  sharesAbsent: absenceSchema.optional(),
  swapped: z.number().optional(),
  anonymous: z.number().optional(),
  file: z.number().optional(),
  sharedMemory: z.number().optional(),
  data: z.number().optional(),
  stack: z.number().optional(),
  code: z.number().optional(),
  libraries: z.number().optional(),
  pageTables: z.number().optional(),
})
export type MemorySummary = z.infer<typeof memorySchema>

export const isolationSchema = z.object({
  namespaces: told(
    z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        /** Forkscope is in it too. */
        shared: z.boolean(),
      }),
    ),
  ),
  /** Without controllers: the one hierarchy of cgroup v2. */
  cgroups: z.array(z.object({ controllers: names, path: z.string() })),
})
export type ProcessIsolation = z.infer<typeof isolationSchema>

export const ioSchema = z.object({
  /** So far, in bytes. */
  readBytes: z.number(),
  writtenBytes: z.number(),
  /** With what the children moved that it has waited for: nothing can be compared with figures without. */
  withChildren: z.boolean().optional(),
  /**
   * Of its only thread: what threads that have ended and children that it has waited for moved comes on top, and the
   * system keeps those two together.
   */
  ofThreadOnly: z.boolean().optional(),
})
export type IoTotals = z.infer<typeof ioSchema>

/** One method for each section of the details: it is asked for when it is opened. */
export const detailsContract = {
  environment: oc
    .input(identitySchema.extend({ secrets: z.enum(['masked', 'shown']).default('masked') }))
    .output(told(listed(variableSchema))),
  place: section(placeSchema),
  files: section(listed(openFileSchema)),
  sockets: section(listed(socketSchema)),
  threads: section(listed(threadSchema)),
  limits: section(z.array(limitSchema)),
  signals: section(signalSetsSchema),
  memory: section(memorySchema),
  isolation: section(isolationSchema),
  io: section(ioSchema),
  /** Whether a control group above it is frozen. */
  frozen: section(z.boolean()),
  /** The kernel function in which it waits. */
  waitChannel: section(z.string()),
}
