import type { MessageId } from '../../i18n/en.ts'
import type { PageProcess } from './process-store.ts'

export type ColumnId =
  | 'name'
  | 'pid'
  | 'state'
  | 'cpu'
  | 'memory'
  | 'user'
  | 'threads'
  | 'nice'
  | 'started'
  | 'session'
  | 'command'

export interface Column {
  readonly id: ColumnId
  readonly title: MessageId
  /** A track of CSS grid. */
  readonly width: string
  readonly numeric: boolean
  /** What it sorts by; absent values come last. */
  readonly value: (row: PageProcess) => number | string | undefined
}

const column = (id: ColumnId, width: string, value: Column['value'], numeric = false): Column => ({
  id,
  title: `column.${id}`,
  width,
  numeric,
  value,
})

export const columns: readonly Column[] = [
  column('name', 'minmax(var(--name-width), 3fr)', (row) => row.name.toLowerCase()),
  column('pid', '72px', (row) => row.pid, true),
  column('state', '104px', (row) => row.state),
  column('cpu', '64px', (row) => row.cpuPercent, true),
  column('memory', '84px', (row) => row.rssBytes, true),
  column('user', '76px', (row) => row.user),
  column('threads', '72px', (row) => row.threads, true),
  column('nice', '52px', (row) => row.nice, true),
  column('started', '156px', (row) => row.startedAt, true),
  column('session', '72px', (row) => row.session, true),
  column('command', 'minmax(240px, 4fr)', (row) => row.command?.join(' ')),
]

export const gridTemplate = columns.map((each) => each.width).join(' ')

export interface Sorting {
  readonly column: ColumnId
  readonly descending: boolean
}

/** @returns the order of rows under this sorting */
export function comparing({ column: id, descending }: Sorting): (a: PageProcess, b: PageProcess) => number {
  const value = columns.find((each) => each.id === id)?.value ?? ((row: PageProcess) => row.pid)
  const sign = descending ? -1 : 1
  return (a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === right) return 0
    if (left === undefined) return 1
    if (right === undefined) return -1
    return (left < right ? -1 : 1) * sign
  }
}
