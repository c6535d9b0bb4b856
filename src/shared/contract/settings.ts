import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Where the process table comes from; `FORKSCOPE_SOURCE` outranks it. */
  source: z.enum(['auto', 'ps-list']),
  intervalMs: z.int().min(250).max(10_000),
  density: z.enum(['compact', 'comfortable']),
  view: z.enum(['tree', 'list']),
  /** Nothing can be signalled or changed; `--read-only` outranks it. */
  readOnly: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsContract = {
  get: oc.output(settingsSchema),
  /** Changes what is named; answers with all of them. */
  update: oc.input(settingsSchema.partial()).output(settingsSchema),
  watch: oc.output(eventIterator(settingsSchema)),
}
