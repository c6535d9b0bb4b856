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
  /** In pixels; the name's is its largest minimum. */
  readonly width: number
  /** Its share of the width that is left over. */
  readonly grow: number
  readonly numeric: boolean
  /** What it sorts by; absent values come last. */
  readonly value: (row: PageProcess) => number | string | undefined
}

const column = (id: ColumnId, width: number, value: Column['value'], numeric = false, grow = 0): Column => ({
  id,
  title: `column.${id}`,
  width,
  grow,
  numeric,
  value,
})

export const columns: readonly Column[] = [
  column('name', 368, (row) => row.name.toLowerCase(), false, 3),
  column('pid', 72, (row) => row.pid, true),
  column('state', 112, (row) => row.state),
  column('cpu', 64, (row) => row.cpuPercent, true),
  column('memory', 84, (row) => row.rssBytes, true),
  column('user', 76, (row) => row.user),
  column('threads', 72, (row) => row.threads, true),
  column('nice', 52, (row) => row.nice, true),
  column('started', 156, (row) => row.startedAt, true),
  column('session', 72, (row) => row.session, true),
  column('command', 240, (row) => row.command?.join(' '), false, 4),
]

/** A narrow table gives its name column this share, and no less than so many pixels. */
const [nameShare, narrowestName] = [0.42, 220]

/**
 * @param width of the table, in pixels
 * @returns the width of each column. Computed once for all rows: left to CSS, each row would find its own, at each layout.
 */
export function columnWidths(width: number): readonly number[] {
  const least = columns.map((each) =>
    each.id === 'name' ? Math.round(Math.min(each.width, Math.max(narrowestName, width * nameShare))) : each.width,
  )
  const left = Math.max(0, width - least.reduce((sum, each) => sum + each, 0))
  const shares = columns.reduce((sum, each) => sum + each.grow, 0)
  return columns.map(({ grow }, index) => (least[index] ?? 0) + Math.floor((left * grow) / shares))
}

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
