import { facts as allFacts, type Fact } from '../shared/contract/facts.ts'
import { factSchema } from '../shared/contract/processes.ts'
import { withBackend, type CliContext } from './cli-context.ts'
import { commandText } from './command-text.ts'
import { treeOf, withAncestors, type TreeRow } from './ps-tree.ts'
import { askListeners, followListeners, type Listeners } from './port-listeners.ts'
import { parseQuery, type Selection } from './query.ts'
import { parseSort, type Sort } from './sort.ts'
import { tableLines } from './table-text.ts'
import { seconds, suggestion, UsageError } from './usage-error.ts'
import { visible } from './visible.ts'
import { watchRows } from './watch-rows.ts'
import type { View } from './watched-rows.ts'

export interface PsOptions {
  readonly tree?: true
  readonly query?: string
  readonly sort?: string
  readonly facts?: string
  readonly watch?: true
  readonly seconds?: string
  readonly json?: true
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
    const listeners: Listeners = new Map()
    const ports = query?.ports ?? []
    await askListeners(ports, backend.signaller, listeners)
    const view = viewOf(query?.select(listeners) ?? everything, sort, options)
    if (options.watch) {
      const over = new AbortController()
      const following = followListeners(ports, backend.signaller, listeners, over.signal)
      await watchRows(backend, view, { facts, limitSeconds, json: options.json === true }, context).finally(() => {
        over.abort()
        return following
      })
      return
    }
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

const everything: Selection = () => () => true

function viewOf(select: Selection, { compare }: Sort, { tree, query }: PsOptions): View {
  const choose: View['choose'] = (rows, at) => {
    if (query === undefined) return rows
    const matches = select(rows, at)
    return tree ? withAncestors(rows, matches) : rows.filter(matches)
  }
  return {
    choose,
    arrange(rows, at) {
      const sorted = choose(rows.toSorted(compare), at)
      return tree ? treeOf(sorted) : sorted.map((row) => ({ row, lines: '' }))
    },
  }
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
