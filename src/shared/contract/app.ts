import { oc } from '@orpc/contract'
import { z } from 'zod'
import { lackSchema } from './lacks.ts'
import { sourceSchema } from './process.ts'

/** A person can click a window to find its process; otherwise what is missing: an X11 display of the machine, xprop, all. */
const findWindowSchema = z.enum(['yes', 'no-display', 'no-tool', 'not-here'])
export type FindWindow = z.infer<typeof findWindowSchema>

export const aboutSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  architecture: z.string(),
  runtime: z.string(),
  pid: z.int(),
  /** How many CPUs the machine has: together they are so many times 100 %. */
  cpus: z.int().min(1),
  capabilities: z.object({
    source: sourceSchema,
    /** Started with --read-only, which no setting lifts. The settings may ask for it too. */
    readOnly: z.boolean(),
    /** Names this OS can send, in the order to offer them. */
    signals: z.array(z.string()),
    /** Identity and signal are one step for the kernel (pidfd); otherwise checked just before. */
    atomicSignals: z.boolean(),
    /** A process can be confined to some of the CPUs. */
    affinity: z.boolean(),
    findWindow: findWindowSchema,
    /** The host can tell a person who looks elsewhere; a browser asks its user itself. */
    notifications: z.boolean(),
    /** This host can show itself in the status area. */
    tray: z.boolean(),
    /** What this machine lacks. */
    degraded: z.array(lackSchema),
  }),
})
export type About = z.infer<typeof aboutSchema>

/** A few words, shown by the system outside the window. */
export const noteSchema = z.object({ title: z.string().min(1).max(100), body: z.string().max(1000) })
export type Note = z.infer<typeof noteSchema>

export const appContract = {
  about: oc.output(aboutSchema),
  /** Tells a person who looks elsewhere, where the host can. */
  notify: oc.input(noteSchema),
}
