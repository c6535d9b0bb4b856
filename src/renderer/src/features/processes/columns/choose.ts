import type { ColumnChoice } from '../../../../../shared/contract/settings.ts'
import { columnOf, type Column, type ColumnId } from './catalog.ts'

/** A column that is shown; with a width of its own where somebody gave it one. */
export interface ShownColumn extends Column {
  readonly widthPx?: number
}

const usual: readonly ColumnId[] = [
  'name',
  'pid',
  'state',
  'cpu',
  'memory',
  'user',
  'threads',
  'nice',
  'started',
  'session',
  'command',
]
const [narrowestPx, widestPx] = [40, 2000]

/**
 * @param choices as the settings hold them; none are the usual ones
 * @returns the columns from left to right. The name leads: it carries the tree, and stays in sight.
 */
export function shownColumns(choices: readonly ColumnChoice[]): readonly ShownColumn[] {
  const chosen = choices.length === 0 ? usual.map((id): ColumnChoice => ({ id })) : choices
  const columns = new Map<string, ShownColumn>()
  for (const { id, widthPx } of [{ id: 'name', widthPx: widthOf(chosen, 'name') }, ...chosen]) {
    const column = columnOf(id)
    if (column !== undefined && !columns.has(id))
      columns.set(id, { ...column, ...(widthPx !== undefined && { widthPx }) })
  }
  return [...columns.values()]
}

const widthOf = (choices: readonly ColumnChoice[], id: string): number | undefined =>
  choices.find((each) => each.id === id)?.widthPx

/** @returns what the settings keep of shown columns */
export function choicesOf(columns: readonly ShownColumn[]): ColumnChoice[] {
  return columns.map(({ id, widthPx }) => ({ id, ...(widthPx !== undefined && { widthPx }) }))
}

/** @returns the columns with that one at the end, or without it; the name stays */
export function toggled(columns: readonly ShownColumn[], id: ColumnId): readonly ShownColumn[] {
  if (id === 'name') return columns
  if (columns.some((each) => each.id === id)) return columns.filter((each) => each.id !== id)
  const column = columnOf(id)
  return column === undefined ? columns : [...columns, column]
}

/** @param by how many places to the right; negative to the left @returns the columns with that one moved; never before the name */
export function moved(columns: readonly ShownColumn[], id: ColumnId, by: number): readonly ShownColumn[] {
  const from = columns.findIndex((each) => each.id === id)
  const column = columns[from]
  if (column === undefined || from === 0) return columns
  const to = Math.max(1, Math.min(columns.length - 1, from + by))
  return columns.toSpliced(from, 1).toSpliced(to, 0, column)
}

/** @param widthPx undefined: its usual width @returns the columns with that one as wide as asked, within bounds */
export function resized(
  columns: readonly ShownColumn[],
  id: ColumnId,
  widthPx: number | undefined,
): readonly ShownColumn[] {
  return columns.map((each) => {
    if (each.id !== id) return each
    const { widthPx: _, ...column } = each
    if (widthPx === undefined) return column
    return { ...column, widthPx: Math.max(narrowestPx, Math.min(widestPx, Math.round(widthPx))) }
  })
}

/** A narrow table gives its name column this share, and no less than so many pixels. */
const [nameShare, narrowestName] = [0.42, 220]

/**
 * @param width of the table, in pixels
 * @returns the width of each column. Computed once for all rows: left to CSS, each row would find its own, at each layout.
 */
export function columnWidths(columns: readonly ShownColumn[], width: number): readonly number[] {
  const least = columns.map(({ id, widthPx, width: usualWidth }) => {
    if (widthPx !== undefined) return widthPx
    return id === 'name' ? Math.round(Math.min(usualWidth, Math.max(narrowestName, width * nameShare))) : usualWidth
  })
  const growOf = ({ grow = 0, widthPx }: ShownColumn): number => (widthPx === undefined ? grow : 0)
  const all = least.reduce((sum, each) => sum + each, 0)
  const [name] = columns
  if (all > width && name !== undefined && name.widthPx === undefined)
    return [nameUpTo(columns, least[0] ?? 0, width), ...least.slice(1)]
  const left = Math.max(0, width - all)
  const shares = columns.reduce((sum, each) => sum + growOf(each), 0)
  return columns.map(
    (each, index) => (least[index] ?? 0) + (shares === 0 ? 0 : Math.floor((left * growOf(each)) / shares)),
  )
}

/** Where columns are scrolled, the name keeps this share at least, and no less than so many pixels. */
const [scrolledShare, scrolledName] = [0.36, 200]

/**
 * @param usual what the name has otherwise, pixels
 * @returns how wide the name is so that the last column in sight ends where the table does, and no title is cut. Widths
 * that somebody gave do not count: while one is dragged, the columns before it stay where they are.
 */
function nameUpTo(columns: readonly ShownColumn[], usual: number, width: number): number {
  let room = width
  let name = usual
  for (const other of columns.slice(1)) {
    room -= other.width
    if (room < Math.max(scrolledName, width * scrolledShare)) return name
    name = room
  }
  return name
}
