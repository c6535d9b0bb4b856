import type { Process, TableEvent } from '../shared/contract/process.ts'
import { maskSecrets } from '../shared/model/mask-secrets.ts'

const maskedRows = new WeakMap<Process, Process>()

/**
 * @returns the row with values that look like secrets replaced; the same object when there are none.
 *   Rows are immutable and shared by all watchers, so each is looked at once.
 */
export function maskProcess(row: Process): Process {
  if (row.command === undefined) return row
  const known = maskedRows.get(row)
  if (known !== undefined) return known
  const { command, masked } = maskSecrets(row.command)
  const shown = masked ? { ...row, command: [...command], commandMasked: true } : row
  maskedRows.set(row, shown)
  return shown
}

/** @returns the event with every row masked. */
export function maskEvent(event: TableEvent): TableEvent {
  switch (event.kind) {
    case 'snapshot':
      return { ...event, processes: event.processes.map(maskProcess) }
    case 'change':
      return { ...event, started: event.started.map(maskProcess), changed: event.changed.map(maskProcess) }
    case 'trouble':
      return event
  }
}
