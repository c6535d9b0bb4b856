import type { Process, RowChange } from '../contract/process.ts'
import { sameValue } from './same-value.ts'

type Fields = Readonly<Record<string, unknown>>

/** @returns what makes `now` of the row before; the whole row when there was none */
export function changeOf(before: Process | undefined, now: Process): RowChange {
  if (before === undefined) return now
  const [old, fresh]: readonly [Fields, Fields] = [before, now]
  const change: Record<string, unknown> = { pid: now.pid, startKey: now.startKey }
  const gone: string[] = []
  for (const field in fresh) {
    const value = fresh[field]
    if (value !== undefined && !sameValue(old[field], value)) change[field] = value
  }
  for (const field in old) if (old[field] !== undefined && fresh[field] === undefined) gone.push(field)
  if (gone.length > 0) change['gone'] = gone
  return change as RowChange
}

/**
 * @param before the row that was changed
 * @returns the row as it is now; undefined when neither is a whole one
 */
export function changed(before: Process | undefined, change: RowChange): Process | undefined {
  const row: RowChange = { ...before, ...change }
  // Seldom: an object that has lost a field is slower for good.
  for (const field of change.gone ?? []) delete row[field]
  if (change.gone !== undefined) delete row.gone
  return isWhole(row) ? row : undefined
}

function isWhole(row: RowChange): row is RowChange & Process {
  return row.ppid !== undefined && row.name !== undefined && row.state !== undefined
}
