import { z } from 'zod'

const without = <Kind extends string>(kind: Kind) => z.object({ kind: z.literal(kind) })

/** What this machine lacks for Forkscope, and is done in another way; the user interface words it. */
export const lackSchema = z.discriminatedUnion('kind', [
  /** procfs cannot be read; `error` is the system's code. */
  z.object({ kind: z.literal('unreadable'), root: z.string(), error: z.string() }),
  z.object({ kind: z.literal('lists-nothing'), root: z.string() }),
  /** Other users' processes are not listed: proc(5). */
  z.object({ kind: z.literal('hidden'), root: z.string(), hidepid: z.string() }),
  /** Starts and ends are not told by the kernel. */
  without('silent'),
  without('no-states'),
  without('reported-cpu'),
  without('whole-seconds'),
  without('names-only'),
  /** Check and signal are two steps: nothing to hold a process by, no helper for it, or the kernel refuses the call. */
  without('two-steps'),
  without('two-steps-no-helper'),
  z.object({ kind: z.literal('two-steps-refused'), call: z.string(), error: z.string() }),
  /** Processes cannot be suspended. */
  without('no-suspend'),
  /** How old processes are: without it nobody's parent is certain, and a tree is its root alone. */
  without('no-births'),
  without('no-affinity'),
  without('affinity-by-tool'),
])
export type Lack = z.infer<typeof lackSchema>
