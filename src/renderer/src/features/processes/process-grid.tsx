import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import type { TreeRow } from '../../../../shared/model/tree.ts'
import { useText } from '../../i18n/use-text.ts'
import { columns, gridTemplate, type ColumnId, type Sorting } from './columns.ts'
import { ProcessRow } from './process-row.tsx'
import type { PageProcess } from './process-store.ts'

export interface ProcessGridProps {
  readonly rows: readonly TreeRow<PageProcess>[]
  readonly loaded: boolean
  readonly tree: boolean
  readonly rowHeight: number
  readonly sorting: Sorting
  readonly selected: string | undefined
  readonly marked: ReadonlySet<string>
  readonly onSort: (column: ColumnId) => void
  readonly onSelect: (key: string) => void
  readonly onToggle: (key: string) => void
  readonly onKey: (event: KeyboardEvent) => void
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
  readonly onPointing: (inside: boolean) => void
}

/** A virtualised treegrid (ARIA Authoring Practices): the grid has the focus, the active row is its descendant. */
export function ProcessGrid(props: ProcessGridProps) {
  const { rows, rowHeight, selected, tree, sorting } = props
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: (index) => rows[index]?.key ?? index,
  })
  useEffect(() => virtual.measure(), [rowHeight, virtual])

  const active = rows.findIndex((row) => row.key === selected)
  // Only a new selection scrolls: a row that moves by sorting must not drag the page along.
  const latest = useRef(active)
  latest.current = active
  useEffect(() => {
    if (selected !== undefined && latest.current >= 0) virtual.scrollToIndex(latest.current)
  }, [selected, virtual])

  const keyAt = (event: MouseEvent): string | undefined =>
    (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key']
  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label={text('table.name')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={active >= 0 ? `row-${selected}` : undefined}
      tabIndex={0}
      className="grid"
      onKeyDown={props.onKey}
      onPointerEnter={() => props.onPointing(true)}
      onPointerLeave={() => props.onPointing(false)}
      onPointerDown={(event) => {
        const key = keyAt(event)
        if (key !== undefined) props.onSelect(key)
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
      <div role="row" aria-rowindex={1} className="header" style={{ gridTemplateColumns: gridTemplate }}>
        {columns.map(({ id, title, numeric }) => (
          <div
            key={id}
            role="columnheader"
            className={numeric ? 'cell numeric' : 'cell'}
            aria-sort={sorting.column === id ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" tabIndex={-1} onClick={() => props.onSort(id)}>
              {text(title)}
              <span aria-hidden="true">{sorting.column === id ? (sorting.descending ? ' ↓' : ' ↑') : ''}</span>
            </button>
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="empty">{text(props.loaded ? 'table.empty' : 'table.loading')}</p>}
      <div role="rowgroup" className="rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row !== undefined && (
              <ProcessRow
                key={row.key}
                row={row}
                index={item.index}
                top={item.start}
                height={rowHeight}
                tree={tree}
                selected={row.key === selected}
                focused={row.key === selected}
                marked={props.marked.has(row.key)}
                onToggle={props.onToggle}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
