import type { Fact } from '../shared/contract/facts.ts'
import type { Process } from '../shared/contract/process.ts'
import { matchQuery } from '../shared/query/match-query.ts'
import { placeOf, QueryError } from '../shared/query/mistakes.ts'
import { factsIn, portsIn } from '../shared/query/needs.ts'
import { parseQuery as parse } from '../shared/query/parse-query.ts'
import type { Query } from '../shared/query/query.ts'
import { UsageError } from './usage-error.ts'

/** Which rows a query means, once the rows and the time are known. */
export type Selection = (rows: readonly Process[], at: number) => (row: Process) => boolean

/** A query that was understood. */
export interface ParsedQuery {
  /** The ports of which it must be known who listens on them. */
  readonly ports: readonly number[]
  /** What rows must hold besides what they always do. */
  readonly facts: readonly Fact[]
  /** @param listeners pids by port */
  select(listeners: ReadonlyMap<number, readonly number[]>): Selection
}

/** @throws UsageError that names the mistake and its place */
export function parseQuery(text: string): ParsedQuery {
  const query = understood(text)
  return {
    ports: portsIn(query),
    facts: factsIn(query),
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
    const place = cause.at >= text.length ? 'at its end' : `at character ${placeOf(cause, text)}`
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
