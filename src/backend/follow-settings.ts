import type { ProcessTable } from '../core/processes/process-table.ts'
import type { SettingsStore } from '../core/settings/open-settings.ts'

/**
 * Lets the table follow the settings that concern it.
 * @returns the stop
 */
export function followSettings(settings: SettingsStore, table: ProcessTable): () => void {
  const stop = new AbortController()
  const follow = async (): Promise<void> => {
    let source = settings.get().source
    for await (const now of settings.watch(stop.signal)) {
      table.setIntervalMs(now.intervalMs)
      if (now.source !== source) await table.setSource(now.source)
      source = now.source
    }
  }
  follow().catch((cause: unknown) => {
    process.stderr.write(`Settings are no longer followed: ${String(cause)}\n`)
  })
  return () => stop.abort()
}
