import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

const name = z.string().trim().min(1).max(60)
const query = z.string().max(2000)

/** A column of the table; ids that a version does not know are passed over. Without a width it has its usual one. */
export const columnChoiceSchema = z.strictObject({
  id: z.string().min(1).max(40),
  widthPx: z.int().min(40).max(2000).optional(),
})
export type ColumnChoice = z.infer<typeof columnChoiceSchema>
const columnChoices = z.array(columnChoiceSchema).max(60)

export const savedFilterSchema = z.strictObject({ name, query })
export type SavedFilter = z.infer<typeof savedFilterSchema>

/** How the process table looked when it was saved under a name. */
export const savedViewSchema = z.strictObject({
  name,
  query,
  chip: z.string().max(40),
  tree: z.boolean(),
  sorting: z.strictObject({ column: z.string().max(40), descending: z.boolean() }),
  columns: columnChoices,
})
export type SavedView = z.infer<typeof savedViewSchema>

/** How far a learner got with a lesson: it was opened, run, or all its checks passed. */
const progress = z.enum(['read', 'run', 'passed'])
export type Progress = z.infer<typeof progress>

/** Where a learner is. Kept by the host: the web host's pages have another address, and so another storage, each time. */
const learnerSchema = z.strictObject({
  /** By the lessons' names; without an entry it is unread. */
  progress: z.record(z.string().max(60), progress).refine((lessons) => Object.keys(lessons).length <= 500),
  /** The lesson that was open last; empty: none was. */
  place: z.string().max(60),
})

export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Where the process table comes from; `FORKSCOPE_SOURCE` outranks it. */
  source: z.enum(['auto', 'ps-list']),
  intervalMs: z.int().min(250).max(10_000),
  density: z.enum(['compact', 'comfortable']),
  view: z.enum(['tree', 'list']),
  /** The columns in the order of display, for either view; none: the usual ones. */
  columns: z.strictObject({ tree: columnChoices, list: columnChoices }),
  savedFilters: z.array(savedFilterSchema).max(100),
  savedViews: z.array(savedViewSchema).max(100),
  /** Nothing can be signalled or changed; `--read-only` outranks it. */
  readOnly: z.boolean(),
  /** Where RabbitMQ is, as `amqp://user:password@host:5672`; empty: on this machine. `FORKSCOPE_AMQP_URL` outranks it. */
  amqpUrl: z
    .string()
    .max(2000)
    .regex(/^$|^amqps?:\/\/\S+$/),
  /** The desktop host stays in the status area, with the top processes. */
  tray: z.boolean(),
  learner: learnerSchema,
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsContract = {
  get: oc.output(settingsSchema),
  /** Changes what is named; answers with all of them. */
  update: oc.input(settingsSchema.partial()).output(settingsSchema),
  watch: oc.output(eventIterator(settingsSchema)),
}
