import { factOf, type Fact } from '../shared/contract/facts.ts'
import type { Process } from '../shared/contract/process.ts'
import { suggestion, UsageError } from './usage-error.ts'

/** An order of rows. */
export interface Sort {
  readonly compare: (a: Process, b: Process) => number
  /** What rows must hold besides what they always do. */
  readonly facts: readonly Fact[]
}

type Key = (row: Process) => number | string | undefined
interface Column {
  readonly key: Key
  readonly largestFirst?: boolean
  readonly fact?: Fact | undefined
}

const largestOf = (field: keyof Process & `${string}PerSecond`): Column => ({
  key: (row) => row[field],
  largestFirst: true,
  fact: factOf(field),
})

/** Figures come largest first, everything else ascending. */
const sorts = new Map<string, Column>([
  ['pid', { key: (row) => row.pid }],
  ['ppid', { key: (row) => row.ppid }],
  ['name', { key: (row) => row.name.toLowerCase() }],
  ['user', { key: (row) => row.user }],
  ['state', { key: (row) => row.state }],
  ['cpu', { key: (row) => row.cpuPercent, largestFirst: true }],
  ['memory', { key: (row) => row.rssBytes, largestFirst: true }],
  ['threads', { key: (row) => row.threads, largestFirst: true }],
  ['nice', { key: (row) => row.nice }],
  ['started', { key: (row) => row.startedAt }],
  ['command', { key: (row) => (row.command ?? [row.name]).join(' ') }],
  ['read', largestOf('readBytesPerSecond')],
  ['write', largestOf('writeBytesPerSecond')],
  ['voluntary', largestOf('voluntarySwitchesPerSecond')],
  ['involuntary', largestOf('involuntarySwitchesPerSecond')],
  ['descriptors', { key: (row) => row.descriptors, largestFirst: true, fact: factOf('descriptors') }],
  ['priority', { key: (row) => row.priority, fact: factOf('priority') }],
  ['processor', { key: (row) => row.lastCpu, fact: factOf('lastCpu') }],
  ['unit', { key: (row) => row.unit, fact: factOf('unit') }],
  ['container', { key: (row) => row.container, fact: factOf('container') }],
  ['window', { key: (row) => row.windowTitle, fact: factOf('windowTitle') }],
])
const aliases = new Map([
  ['mem', 'memory'],
  ['rss', 'memory'],
  ['rssBytes', 'memory'],
  ['cpuPercent', 'cpu'],
  ['startedAt', 'started'],
  ['fds', 'descriptors'],
  ['pri', 'priority'],
  ['lastCpu', 'processor'],
])

/** What `--sort` takes, for its help. */
export const sortNames: readonly string[] = [...sorts.keys()]

/** @throws UsageError with the nearest field for an unknown one */
export function parseSort(field: string): Sort {
  const sort = sorts.get(aliases.get(field) ?? field.toLowerCase())
  if (sort === undefined) {
    throw new UsageError(`There is no field "${field}" to sort by${suggestion(field, sortNames)}`)
  }
  const { key, largestFirst = false, fact } = sort
  return {
    facts: fact === undefined ? [] : [fact],
    compare: (a, b) => {
      const [left, right] = [key(a), key(b)]
      if (left === right) return a.pid - b.pid
      // What is not known comes last whatever the direction.
      if (left === undefined) return 1
      if (right === undefined) return -1
      return left < right === largestFirst ? 1 : -1
    },
  }
}
