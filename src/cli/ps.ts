import { setTimeout as pause } from 'node:timers/promises'
import type { Backend } from '../backend/create-backend.ts'
import { facts as allFacts, factSchema, type Fact } from '../shared/contract/facts.ts'
import type { Process, TableEvent } from '../shared/contract/process.ts'
import { keyOf } from '../shared/model/tree.ts'
import { withBackend, type CliContext } from './cli-context.ts'
import { treeOf, withAncestors, type TreeRow } from './ps-tree.ts'
import { parseQuery, type ParsedQuery, type Selection } from './query.ts'
import { parseSort, type Sort } from './sort.ts'
import { tableLines } from './table-text.ts'
import { seconds, suggestion, UsageError } from './usage-error.ts'
import { visible } from './visible.ts'

export interface PsOptions {
  readonly tree?: true
  readonly query?: string
  readonly sort?: string
  readonly facts?: string
  readonly watch?: true
  readonly seconds?: string
  readonly json?: true
}

interface View {
  readonly select: Selection
  arrange(rows: readonly Process[], at: number): readonly TreeRow[]
}

/** `forkscope ps`: the table now, or its changes. */
export async function runPs(options: PsOptions, context: CliContext): Promise<number> {
  const query = options.query === undefined ? undefined : parseQuery(options.query)
  const sort = parseSort(options.sort ?? 'pid')
  const facts = [...new Set([...sort.facts, ...(query?.facts ?? []), ...parseFacts(options.facts)])]
  if (options.seconds !== undefined && options.watch === undefined) {
    throw new UsageError('--seconds tells how long to watch: give --watch too.')
  }
  const limitSeconds = options.seconds === undefined ? undefined : seconds(options.seconds, 86_400)
  await withBackend(context, async (backend) => {
    const view = viewOf(await selectionOf(query, backend), sort, options)
    if (options.watch) return watch(backend, view, { facts, limitSeconds, json: options.json === true }, context)
    const { at, processes, sample } = await backend.table.list(facts)
    const rows = view.arrange(processes, at)
    if (options.json) {
      context.terminal.json({ at, source: sample.source, processes: rows.map(({ row }) => row) })
    } else {
      for (const line of textOf(rows, context)) context.terminal.line(line)
    }
  })
  return 0
}

/** @throws UsageError with the nearest fact for an unknown one */
function parseFacts(list: string | undefined): readonly Fact[] {
  return (list?.split(',') ?? []).map((name) => {
    const { data } = factSchema.safeParse(name.trim())
    if (data === undefined) throw new UsageError(`There is no fact "${name}"${suggestion(name, allFacts)}`)
    return data
  })
}

/** Who listens on a port is asked once: it is no part of the table. */
async function selectionOf(query: ParsedQuery | undefined, { signaller }: Backend): Promise<Selection> {
  if (query === undefined) return () => () => true
  const listeners = new Map<number, readonly number[]>()
  for (const port of new Set(query.ports)) {
    const targets = [{ kind: 'port' as const, port }]
    const plan = await signaller.plan({ targets, tree: false, evenCritical: true })
    listeners.set(
      port,
      plan.targets.map(({ pid }) => pid),
    )
  }
  return query.select(listeners)
}

function viewOf(select: Selection, { compare }: Sort, options: PsOptions): View {
  return {
    select,
    arrange(processes, at) {
      const sorted = processes.toSorted(compare)
      const matches = select(processes, at)
      if (options.tree) return treeOf(options.query === undefined ? sorted : withAncestors(sorted, matches))
      return sorted.filter(matches).map((row) => ({ row, lines: '' }))
    },
  }
}

async function watch(
  backend: Backend,
  view: View,
  options: { readonly facts: readonly Fact[]; readonly limitSeconds: number | undefined; readonly json: boolean },
  { terminal }: CliContext,
): Promise<void> {
  const over = new AbortController()
  const until = AbortSignal.any([terminal.ending, over.signal])
  let limited = false
  const limit = (): void => {
    if (limited || options.limitSeconds === undefined) return
    limited = true
    pause(options.limitSeconds * 1000, undefined, { signal: until }).then(
      () => over.abort(),
      () => {},
    )
  }
  const names = new Map<string, string>()
  const known = new Map<string, Process>()
  for await (const event of backend.table.watch(until, options.facts)) {
    if (event.kind === 'trouble') {
      terminal.say(visible(event.message))
      continue
    }
    // The first look may take long on a busy machine; what is limited is the watching.
    limit()
    const filtered = filter(event, view, names, known)
    if (filtered === undefined) continue
    if (options.json) terminal.json(filtered)
    else for (const line of linesOf(filtered, names)) terminal.line(line)
    for (const { pid, startKey } of filtered.kind === 'change' ? filtered.ended : []) names.delete(`${pid}@${startKey}`)
  }
}

type ShownEvent =
  | { readonly kind: 'snapshot'; readonly processes: readonly Process[] }
  | Omit<Extract<TableEvent, { kind: 'change' }>, 'sample'>

/** @param names of the processes shown so far, and all rows, by identity; kept up to date */
function filter(
  event: Exclude<TableEvent, { kind: 'trouble' }>,
  view: View,
  names: Map<string, string>,
  known: Map<string, Process>,
): ShownEvent | undefined {
  if (event.kind === 'snapshot') {
    const processes = view.arrange(event.processes, event.at).map(({ row }) => row)
    known.clear()
    for (const row of event.processes) known.set(keyOf(row), row)
    names.clear()
    for (const row of processes) names.set(`${row.pid}@${row.startKey}`, row.name)
    return { kind: 'snapshot', processes }
  }
  for (const row of [...event.started, ...event.changed]) known.set(keyOf(row), row)
  for (const row of event.ended) known.delete(keyOf(row))
  const matches = view.select([...known.values()], event.at)
  const started = event.started.filter(matches)
  const changed = event.changed.filter(matches)
  for (const row of [...started, ...changed]) names.set(`${row.pid}@${row.startKey}`, row.name)
  const ended = event.ended.filter(({ pid, startKey }) => names.has(`${pid}@${startKey}`))
  if (started.length + changed.length + ended.length === 0) return undefined
  return { kind: 'change', at: event.at, started, ended, changed }
}

function linesOf(event: ShownEvent, names: ReadonlyMap<string, string>): readonly string[] {
  if (event.kind === 'snapshot') return [`${event.processes.length} processes`]
  const how = ({ exitCode, exitSignal }: { exitCode?: number | undefined; exitSignal?: string | undefined }): string =>
    exitSignal === undefined ? (exitCode === undefined ? '' : ` (exit code ${exitCode})`) : ` (${exitSignal})`
  return [
    ...event.started.map((row) => `+ ${row.pid}  ${commandText(row)}`),
    ...event.ended.map((end) => `- ${end.pid}  ${visible(names.get(`${end.pid}@${end.startKey}`) ?? '')}${how(end)}`),
  ]
}

function textOf(rows: readonly TreeRow[], { terminal }: CliContext): readonly string[] {
  const titles = [
    { title: 'PID', right: true },
    { title: 'PPID', right: true },
    { title: 'USER' },
    { title: 'STATE' },
    { title: 'CPU%', right: true },
    { title: 'MEMORY', right: true },
    { title: 'COMMAND' },
  ]
  const cells = rows.map(({ row, lines }) => [
    String(row.pid),
    String(row.ppid),
    visible(row.user ?? ''),
    row.state,
    row.cpuPercent?.toFixed(1) ?? '',
    row.rssBytes === undefined ? '' : `${(row.rssBytes / 1_048_576).toFixed(1)} MiB`,
    `${lines}${commandText(row)}`,
  ])
  const [head = '', ...body] = tableLines(titles, cells, terminal.columns)
  return [terminal.colours ? `\u001b[1m${head}\u001b[0m` : head, ...body]
}

function commandText(row: Process): string {
  const command = row.command ?? []
  if (command.length === 0) return visible(row.kernel || row.state === 'zombie' ? `[${row.name}]` : row.name)
  // A megabyte of arguments is in --json, not in a table.
  return visible(command.join(' ').slice(0, 4096))
}
