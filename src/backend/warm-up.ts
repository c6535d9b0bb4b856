import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SettingsStore } from '../core/settings/open-settings.ts'
import { aboutSchema, type About } from '../shared/contract/app.ts'
import { settingsSchema } from '../shared/contract/settings.ts'

/**
 * Does what is done once, each in a turn of its own, before a page asks for all of it in the same moment: Node loads what
 * belongs to `fetch` when it is named first, zod makes a schema's code when it is used first, and the answer to what this
 * host can do asks the system. Together they held up the first rows of the table for some fifty milliseconds.
 */
export async function warmUp(host: {
  readonly about: () => About
  readonly settings: Pick<SettingsStore, 'get'>
}): Promise<void> {
  await nextTurn()
  void globalThis.Response
  await nextTurn()
  const about = host.about()
  await nextTurn()
  aboutSchema.safeParse(about)
  await nextTurn()
  settingsSchema.safeParse(host.settings.get())
}
