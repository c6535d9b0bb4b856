import type { ProcessTable } from '../core/processes/process-table.ts'

/** When to look again, in milliseconds: an ended process stays a corpse until its parent collects it, a moment later. */
const againAfterMs = [60, 180]

/** Shows what a signal has done without waiting for the next regular sample. */
export function showEffect(table: Pick<ProcessTable, 'refresh'>): void {
  table.refresh()
  for (const ms of againAfterMs) setTimeout(() => table.refresh(), ms).unref()
}
