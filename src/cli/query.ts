import type { Process } from '../shared/contract/process.ts'
import { matchQuery } from '../shared/query/match-query.ts'
import { portsIn } from '../shared/query/needs.ts'
import { parseQuery as parse } from '../shared/query/parse-query.ts'
import { QueryError, type Query } from '../shared/query/query.ts'
import { suggestion, UsageError } from './usage-error.ts'

/** Which rows a query means, once the rows and the time are known. */
export type Selection = (rows: readonly Process[], at: number) => (row: Process) => boolean

/** A query that was understood. */
export interface ParsedQuery {
  /** The ports of which it must be known who listens on them. */
  readonly ports: readonly number[]
  /** @param listeners pids by port */
  select(listeners: ReadonlyMap<number, readonly number[]>): Selection
}

/** @throws UsageError that names the mistake and its place */
export function parseQuery(text: string): ParsedQuery {
  const query = understood(text)
  return {
    ports: portsIn(query),
    select: (listeners) => (rows, at) => {
      const byPid = new Map(rows.map((row) => [row.pid, row]))
      return matchQuery(query, {
        now: at,
        ancestors: (row) => ancestorsOf(row, byPid),
        ports: ({ pid }) => [...listeners].filter(([, pids]) => pids.includes(pid)).map(([port]) => port),
      })
    },
  }
}

function understood(text: string): Query {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause
    const place = cause.at >= text.length ? 'at its end' : `at character ${cause.at + 1}`
    throw new UsageError(`The query "${text}" has a mistake ${place}: ${cause.message}`, { cause })
  }
}

function* ancestorsOf(row: Process, byPid: ReadonlyMap<number, Process>): Generator<number> {
  const seen = new Set<number>()
  for (let each: Process | undefined = row; each !== undefined && !seen.has(each.pid);) {
    seen.add(each.pid)
    const parent: Process | undefined = byPid.get(each.ppid)
    if (parent === undefined || parent.startKey !== each.parentStartKey) return
    yield parent.pid
    each = parent
  }
}

type Key = (row: Process) => number | string | undefined

/** Figures come largest first, everything else ascending. */
const sorts = new Map<string, { readonly key: Key; readonly largestFirst?: boolean }>([
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
])
const aliases = new Map([
  ['mem', 'memory'],
  ['rss', 'memory'],
  ['rssBytes', 'memory'],
  ['cpuPercent', 'cpu'],
  ['startedAt', 'started'],
])

/** @throws UsageError with the nearest field for an unknown one */
export function parseSort(field: string): (a: Process, b: Process) => number {
  const sort = sorts.get(aliases.get(field) ?? field.toLowerCase())
  if (sort === undefined) {
    throw new UsageError(`There is no field "${field}" to sort by${suggestion(field, [...sorts.keys()])}`)
  }
  const { key, largestFirst = false } = sort
  return (a, b) => {
    const [left, right] = [key(a), key(b)]
    if (left === right) return a.pid - b.pid
    // What is not known comes last whatever the direction.
    if (left === undefined) return 1
    if (right === undefined) return -1
    return left < right === largestFirst ? 1 : -1
  }
}
