import type { Process } from '../shared/contract/process.ts'
import { visible } from './visible.ts'

/** @returns the command line as a table shows it; of a process that has none its name in brackets, as ps(1) does */
export function commandText(row: Process): string {
  const command = row.command ?? []
  if (command.length === 0) return visible(row.kernel || row.state === 'zombie' ? `[${row.name}]` : row.name)
  // A megabyte of arguments is in --json, not in a table.
  return visible(command.join(' ').slice(0, 4096))
}
