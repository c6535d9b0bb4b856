import { createStore } from 'zustand/vanilla'
import { QueryError } from '../../../../shared/query/mistakes.ts'
import { parseQuery } from '../../../../shared/query/parse-query.ts'
import type { Query } from '../../../../shared/query/query.ts'
import { columnOf, isLargestFirst, type ColumnId } from './columns/catalog.ts'
import type { Sorting } from './columns/sorting.ts'
import type { Chip } from './filters.ts'
import type { MarkRange } from './mark-ranges.ts'
import { processes, type PageProcess } from './process-store.ts'

/** How the person looks at the table: it outlives a visit to another page. */
export interface TableView {
  /** What stands in the field. */
  readonly filter: string
  /** What it means; while it has a mistake, what was understood last. */
  readonly query: Query
  readonly mistake: QueryError | undefined
  readonly chip: Chip
  /** Undefined: as the settings say. */
  readonly tree: boolean | undefined
  readonly sorting: Sorting
  readonly collapsed: ReadonlySet<string>
  /** The same while a filter or a chip hides rows: each new one opens the way to all that it found. */
  readonly collapsedFound: ReadonlySet<string>
  readonly selected: string | undefined
  /** Several at once; while there are none, the selected row is what is meant. */
  readonly marked: ReadonlySet<string>
  /** The marks that were made last, where they are a range that can go on. */
  readonly range: MarkRange | undefined
  readonly details: boolean
  /** The selected row stays in view wherever it moves. */
  readonly follow: boolean
  /** Rows that stay on top, as they were when they were pinned. */
  readonly pinned: ReadonlyMap<string, PageProcess>
}

export const view = createStore<TableView>(() => ({
  filter: '',
  query: { kind: 'all' },
  mistake: undefined,
  chip: 'all',
  tree: undefined,
  sorting: { column: 'pid', descending: false },
  collapsed: new Set(),
  collapsedFound: new Set(),
  selected: undefined,
  marked: new Set(),
  range: undefined,
  details: window.innerWidth >= 1200,
  follow: false,
  pinned: new Map(),
}))

view.subscribe(({ query, chip, collapsedFound }, before) => {
  if (collapsedFound.size > 0 && (query !== before.query || chip !== before.chip)) {
    view.setState({ collapsedFound: new Set() })
  }
})

/** @returns whether rows may be hidden by what a person asked for */
const isFiltering = ({ query, chip }: TableView): boolean => query.kind !== 'all' || chip !== 'all'

/** @returns the rows below which nothing is shown now */
export const collapsedNow = (state: TableView): ReadonlySet<string> =>
  isFiltering(state) ? state.collapsedFound : state.collapsed

/** Filters the table by a query; one with a mistake leaves it as it was and is told at its place. */
export function setFilter(filter: string): void {
  try {
    view.setState({ filter, query: parseQuery(filter), mistake: undefined })
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause
    view.setState({ filter, mistake: cause })
  }
}

/** The row that takes the focus; what is marked stays. */
export function focusRow(key: string): void {
  view.setState({ selected: key, range: undefined })
}

/** One process instead of those marked before. */
export function selectRow(key: string): void {
  view.setState(({ marked }) => ({
    selected: key,
    range: undefined,
    marked: marked.size === 0 || marked.has(key) ? marked : new Set(),
  }))
}

/** One more of several; the first one chosen counts too. */
export function markRow(key: string): void {
  view.setState(({ marked, selected }) => ({
    selected: key,
    range: undefined,
    marked: flipped(
      marked.size === 0 && selected !== undefined && selected !== key ? new Set([selected]) : marked,
      key,
    ),
  }))
}

/** Marks the row, or no longer, and nothing else. */
export function flipMark(key: string): void {
  view.setState(({ marked }) => ({ marked: flipped(marked, key), range: undefined }))
}

/** The selected row stays in view from now on, or no longer. */
export function toggleFollow(): void {
  view.setState(({ follow }) => ({ follow: !follow }))
}

/** Keeps the row on top, or no longer. */
export function togglePin(key: string): void {
  view.setState(({ pinned }) => {
    const next = new Map(pinned)
    const process = processes.getState().rows.get(key)
    if (!next.delete(key) && process !== undefined) next.set(key, process)
    return { pinned: next }
  })
}

/** Opens or closes what stands below the row. */
export function toggleRow(key: string): void {
  collapse((keys) => flipped(keys, key))
}

/** Opens what stands below the rows. */
export function expandRows(keys: readonly string[]): void {
  collapse((collapsed) => new Set([...collapsed].filter((each) => !keys.includes(each))))
}

function collapse(change: (keys: ReadonlySet<string>) => ReadonlySet<string>): void {
  view.setState((state) =>
    isFiltering(state) ? { collapsedFound: change(state.collapsedFound) } : { collapsed: change(state.collapsed) },
  )
}

/** Sorts by the column; figures come largest first, the same column again turns the order round. */
export function sortBy(column: ColumnId): void {
  const facts = columnOf(column)
  const first = facts !== undefined && isLargestFirst(facts)
  view.setState(({ sorting }) => ({
    sorting: { column, descending: sorting.column === column ? !sorting.descending : first },
  }))
}

function flipped(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
