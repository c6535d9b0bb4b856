import type { TreeRow } from '../../../../shared/model/tree.ts'
import { livingMarks } from './living-marks.ts'
import { processes, type PageProcess } from './process-store.ts'
import { view, type TableView } from './view-store.ts'

/** Where a range of marks begins, and where it goes to. */
export interface MarkRange {
  readonly anchor: string
  readonly end: string
}

type Rows = readonly TreeRow<PageProcess>[]

// Marks mean more than what is selected: those of the dead would leave the keys nobody to act on, and not say why.
processes.subscribe(({ rows, whole }) => {
  const { marked } = view.getState()
  // Of a table that comes in parts, the others are about to come.
  const left = whole ? livingMarks(marked, rows) : marked
  if (left !== marked) view.setState({ marked: left })
})

/** @returns the range that goes on with Shift: not one that the selection has left since */
export function rangeOf({ range, selected }: Pick<TableView, 'range' | 'selected'>): MarkRange | undefined {
  return range !== undefined && (range.anchor === selected || range.end === selected) ? range : undefined
}

/** Marks all from where the range begins to this row, instead of those marked before; where it begins is selected. */
export function markTo(key: string, shown: Rows): void {
  view.setState((state) => ranged(key, shown, state) ?? { selected: key })
}

/** The same, and where it ends is selected: by keyboard nothing else tells how far it goes. */
export function extendTo(key: string, shown: Rows): void {
  view.setState((state) => ({ ...ranged(key, shown, state), selected: key }))
}

/** Marks all that is shown: what is there only because something below it matches is not meant. */
export function markAll(shown: Rows): void {
  view.setState({ marked: new Set(shown.filter(isMeant).map(({ key }) => key)), range: undefined })
}

/** Marks nothing any more. */
export function clearMarks(): void {
  view.setState({ marked: new Set(), range: undefined })
}

function ranged(end: string, shown: Rows, state: TableView): Partial<TableView> | undefined {
  const anchor = rangeOf(state)?.anchor ?? state.selected
  const [from, to] = [shown.findIndex((row) => row.key === anchor), shown.findIndex((row) => row.key === end)]
  if (anchor === undefined || from < 0 || to < 0) return undefined
  const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  // Its two ends were pointed at, whatever they are.
  const meant = between.filter((row) => row.key === anchor || row.key === end || isMeant(row))
  return { marked: new Set(meant.map(({ key }) => key)), selected: anchor, range: { anchor, end } }
}

const isMeant = ({ context, process }: Rows[number]): boolean => !context && process.fresh !== 'ended'
