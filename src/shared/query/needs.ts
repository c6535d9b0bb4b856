import { factOf, type Fact } from '../contract/facts.ts'
import type { Process } from '../contract/process.ts'
import type { FieldName, Query } from './query.ts'

/** What a row has only when it is asked for. */
const rowFields: Partial<Readonly<Record<FieldName, keyof Process>>> = {
  priority: 'priority',
  processor: 'lastCpu',
  descriptors: 'descriptors',
  voluntary: 'voluntarySwitchesPerSecond',
  involuntary: 'involuntarySwitchesPerSecond',
  read: 'readBytesPerSecond',
  write: 'writeBytesPerSecond',
  cgroup: 'cgroup',
  unit: 'unit',
  container: 'container',
  waiting: 'waitChannel',
  window: 'windowTitle',
}

/** @returns the ports of which the query must know who listens on them */
export function portsIn(query: Query): readonly number[] {
  return comparisons(query).flatMap(({ field, value }) =>
    field === 'port' && value.kind === 'number' ? [value.number] : [],
  )
}

/** @returns what rows must hold besides what they always do, so that the query can be answered */
export function factsIn(query: Query): readonly Fact[] {
  const wanted = comparisons(query).flatMap(({ field }) => rowFields[field] ?? [])
  return [...new Set(wanted.flatMap((field) => factOf(field) ?? []))]
}

/** @returns whether a row alone decides: not the time, its ancestors or who listens */
export function isOfRowAlone(query: Query): boolean {
  return !comparisons(query).some(({ field }) => field === 'age' || field === 'under' || field === 'port')
}

function comparisons(query: Query): readonly Extract<Query, { kind: 'compare' }>[] {
  switch (query.kind) {
    case 'compare':
      return [query]
    case 'not':
      return comparisons(query.of)
    case 'and':
    case 'or':
      return query.all.flatMap(comparisons)
    default:
      return []
  }
}
