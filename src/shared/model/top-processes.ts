import type { Process } from '../contract/process.ts'
import { keyOf } from './tree.ts'

/** What is asked of a row of the table. */
export type TopProcess = Pick<Process, 'pid' | 'startKey' | 'name' | 'cpuPercent' | 'rssBytes'>

export const topMeasures = ['cpuPercent', 'rssBytes'] as const
export type TopMeasure = (typeof topMeasures)[number]

const most = 5

/**
 * @param held keys in an order to keep, as long as the pointer rests on them; who has ended leaves its place empty
 * @returns the five processes with the most of it, the greatest first
 */
export function topProcesses<Row extends TopProcess>(
  rows: ReadonlyMap<string, Row>,
  measure: TopMeasure,
  held?: readonly string[],
): readonly Row[] {
  if (held !== undefined) return held.flatMap((key) => rows.get(key) ?? [])
  const top: Row[] = []
  for (const row of rows.values()) {
    const value = row[measure] ?? 0
    if (value <= 0 || (top.length === most && value <= (top.at(-1)?.[measure] ?? 0))) continue
    const at = top.findIndex((each) => (each[measure] ?? 0) < value)
    top.splice(at < 0 ? top.length : at, 0, row)
    if (top.length > most) top.pop()
  }
  return top
}

/** @returns their keys, to hold the order */
export const keysOf = (rows: readonly TopProcess[]): readonly string[] => rows.map(keyOf)
