/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised treegrid cannot be an HTML table */
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from 'react'
import type { TreeRow } from '../../../../shared/model/tree.ts'
import { useText } from '../../i18n/use-text.ts'
import { columnWidths } from './columns/choose.ts'
import { BranchWords } from './branch-words.tsx'
import type { ColumnId } from './columns/catalog.ts'
import type { Sorting } from './columns/sorting.ts'
import type { ColumnsOfView } from './columns/use-columns.ts'
import type { Sums } from './columns/use-subtree-sums.ts'
import { GridHeader } from './grid-header.tsx'
import { stepFor } from './indent.ts'
import { ProcessRow } from './process-row.tsx'
import type { PageProcess } from './process-store.ts'
import { reveal, useRowWindow } from './use-row-window.ts'

export interface ProcessGridProps {
  readonly rows: readonly TreeRow<PageProcess>[]
  readonly loaded: boolean
  readonly tree: boolean
  readonly rowHeight: number
  readonly columns: ColumnsOfView
  readonly sums: Sums | undefined
  readonly sorting: Sorting
  readonly selected: string | undefined
  /** The selected row stays in view wherever it moves. */
  readonly follow: boolean
  readonly marked: ReadonlySet<string>
  /** Shows all again where nothing matched. */
  readonly onClear: () => void
  readonly onSort: (column: ColumnId) => void
  readonly onSelect: (key: string) => void
  /** The focus came to a row, by whatever way. */
  readonly onFocusRow: (key: string) => void
  /** With Ctrl or Cmd: one more of several. */
  readonly onMark: (key: string) => void
  /** With Shift: all from the selected one to this one. */
  readonly onMarkTo: (key: string) => void
  readonly onToggle: (key: string) => void
  readonly onKey: (event: KeyboardEvent) => void
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
  readonly onPointing: (inside: boolean) => void
}

/** A virtualised treegrid (ARIA Authoring Practices) with a roving focus: the selected row has it. */
export function ProcessGrid(props: ProcessGridProps) {
  const { rows, rowHeight, selected, tree, sorting, sums } = props
  const { columns } = props.columns
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const active = selected === undefined ? -1 : rows.findIndex((row) => row.key === selected)
  const shown = useRowWindow(scroller, rowHeight)
  const drawn = rows.slice(shown.from, shown.to).map((row, index) => ({ row, index: shown.from + index }))
  // The focused row stays in the document when it is scrolled away, or the focus would be lost.
  const focused = rows[active]
  if (focused !== undefined && active < shown.from) drawn.unshift({ row: focused, index: active })
  else if (focused !== undefined && active >= shown.to) drawn.push({ row: focused, index: active })

  const widths = useMemo(() => columnWidths(columns, shown.width), [columns, shown.width])
  const style = {
    '--columns': widths.map((each) => `${each}px`).join(' '),
    '--step': `${stepFor(widths[0] ?? 0)}px`,
    '--row-width': `${widths.reduce((sum, each) => sum + each, 0)}px`,
  }

  // Only a new selection scrolls: a row that moves by sorting must not drag the page along.
  const latest = useRef(active)
  useLayoutEffect(() => {
    latest.current = active
  })
  const focusInside = useRef(false)
  useEffect(() => {
    if (selected === undefined || latest.current < 0) return
    if (scroller.current !== null) reveal(scroller.current, latest.current, rowHeight)
    if (focusInside.current) document.getElementById(`row-${selected}`)?.focus({ preventScroll: true })
  }, [selected, rowHeight])
  const { follow } = props
  useEffect(() => {
    if (follow && active >= 0 && scroller.current !== null) reveal(scroller.current, active, rowHeight)
  }, [follow, active, rowHeight])
  // A row that leaves takes the focus with it; the keyboard must not fall out of the table.
  useLayoutEffect(() => {
    if (focusInside.current && document.activeElement === document.body) scroller.current?.focus()
  })

  const keyAt = (event: MouseEvent): string | undefined =>
    (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key']
  return (
    <div className="grid-frame">
      <div
        ref={scroller}
        role="treegrid"
        aria-label={text('table.name')}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        tabIndex={active < 0 ? 0 : -1}
        className="grid"
        style={style as CSSProperties}
        data-sideways={shown.sideways}
        onKeyDown={(event) => {
          // The keys of the rows mean nothing on the titles.
          const isTitle = event.target instanceof Element && event.target.closest('.header') !== null
          if (!isTitle) props.onKey(event)
        }}
        onFocus={({ target }) => {
          const key = target.dataset['key']
          focusInside.current = true
          if (key !== undefined && key !== selected) props.onFocusRow(key)
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          focusInside.current = relatedTarget !== null && currentTarget.contains(relatedTarget)
        }}
        onPointerMove={() => props.onPointing(true)}
        onPointerLeave={() => props.onPointing(false)}
        onPointerDown={(event) => {
          const key = keyAt(event)
          if (key === undefined) return
          if (event.shiftKey) props.onMarkTo(key)
          else if (event.ctrlKey || event.metaKey) props.onMark(key)
          else props.onSelect(key)
        }}
        onMouseDown={(event) => {
          // The focus stays where the range begins, and no text is selected.
          if (event.shiftKey && event.button === 0) event.preventDefault()
        }}
        onDoubleClick={(event) => {
          const key = keyAt(event)
          if (key !== undefined) props.onToggle(key)
        }}
        onContextMenu={(event) => {
          event.preventDefault()
          props.onMenu({ x: event.clientX, y: event.clientY })
        }}
      >
        <GridHeader columns={props.columns} widths={widths} sorting={sorting} onSort={props.onSort} />
        <div role="rowgroup" className="rows" style={{ height: rows.length * rowHeight }}>
          {drawn.map(({ row, index }) => (
            <ProcessRow
              key={row.key}
              row={row}
              index={index}
              height={rowHeight}
              columns={columns}
              sum={sums?.get(row.key)}
              tree={tree}
              selected={row.key === selected}
              focusable={row.key === selected}
              marked={props.marked.has(row.key)}
              nameWidth={widths[0] ?? 0}
              onToggle={props.onToggle}
            />
          ))}
        </div>
      </div>
      <BranchWords row={focused} />
      {rows.length === 0 && <NoRows loaded={props.loaded} onClear={props.onClear} />}
    </div>
  )
}

/** Beside the grid, not in it: a treegrid holds rows only. */
function NoRows({ loaded, onClear }: Pick<ProcessGridProps, 'loaded' | 'onClear'>) {
  const text = useText()
  return (
    <div className="empty" role="status">
      <p>{text(loaded ? 'table.empty' : 'table.loading')}</p>
      {loaded && (
        <button type="button" onClick={onClear}>
          {text('table.clear')}
        </button>
      )}
    </div>
  )
}
