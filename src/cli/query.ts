import type { Process } from '../shared/contract/process.ts'
import { suggestion, UsageError } from './usage-error.ts'

const fieldExpression =
  /(?:^|[\s(])(?:pid|ppid|cpu|cpuPercent|mem|memory|rss|rssBytes|name|command|user|uid|state|threads|nice|session|started|age|parent|tty)\s*(?:>=|<=|!=|==?|~|>|<|:)/i

/** @throws UsageError for an expression over fields, which this version does not know yet */
export function parseQuery(text: string): (row: Process) => boolean {
  if (fieldExpression.test(text) || /\s[<>]=?\s/.test(text)) {
    throw new UsageError(`"${text}" compares fields, which --query cannot do yet; give words to look for instead.`)
  }
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return (row) => {
    const searched = [row.name, String(row.pid), row.user ?? '', ...(row.command ?? [])].join('\n').toLowerCase()
    return words.every((word) => searched.includes(word))
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
