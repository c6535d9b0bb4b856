/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised treegrid cannot be an HTML table */
import { useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { isNumeric, type ColumnId } from './columns/catalog.ts'
import { HeaderMenu, type HeaderMenuPlace } from './columns/header-menu.tsx'
import type { Sorting } from './columns/sorting.ts'
import type { ColumnsOfView } from './columns/use-columns.ts'
import { useTitleDrag } from './columns/use-title-drag.ts'
import '../../styles/title-drag.css'

interface GridHeaderProps {
  readonly columns: ColumnsOfView
  /** In pixels, of each column. */
  readonly widths: readonly number[]
  readonly sorting: Sorting
  readonly onSort: (column: ColumnId) => void
}

/** So many pixels a column grows by a key. */
const stepPx = 16

/**
 * The titles; one of them takes the Tab key's focus, the arrows lead to the others, Enter sorts. With Shift the arrows
 * change its width, with Alt its place; Delete hides it.
 */
export function GridHeader({ columns, widths, sorting, onSort }: GridHeaderProps) {
  const text = useText()
  const [menu, setMenu] = useState<HeaderMenuPlace>()
  const shown = columns.columns
  const { drag, handlers } = useTitleDrag(columns)
  const focusable = shown.find(({ id }) => id === sorting.column)?.id ?? 'name'

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === event.target)
    const column = shown[at]
    if (column === undefined || event.ctrlKey || event.metaKey) return
    const { id } = column
    const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (right !== undefined && event.shiftKey) columns.resize(id, (widths[at] ?? 0) + right * stepPx, true)
    else if (right !== undefined && event.altKey) columns.move(id, right)
    else if (right !== undefined) buttons[at + right]?.focus()
    else if (event.key === 'Home') buttons[0]?.focus()
    else if (event.key === 'End') buttons.at(-1)?.focus()
    else if (event.key === 'Delete' && id !== 'name') {
      columns.toggle(id)
      buttons[at - 1]?.focus()
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const place = buttons[at]?.getBoundingClientRect()
      if (place !== undefined) setMenu({ id, x: place.left, y: place.bottom })
    } else return
    event.preventDefault()
  }

  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    event.preventDefault()
    event.stopPropagation()
    const at =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]')?.dataset['at'] : undefined
    const column = shown[Number(at)]
    if (column !== undefined) setMenu({ id: column.id, x: event.clientX, y: event.clientY })
  }

  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={1}
      className="header"
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      {shown.map(({ id, kind }, index) => {
        const isSorted = sorting.column === id
        return (
          <div
            key={id}
            role="columnheader"
            className={isNumeric({ kind }) ? 'cell numeric' : 'cell'}
            aria-colindex={index + 1}
            data-at={index}
            aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
            data-dragged={drag?.id === id}
            data-drop={drag?.to === index && drag.from !== index ? (drag.from < index ? 'after' : 'before') : undefined}
            {...handlers(id, index)}
            style={drag?.id === id ? { translate: `${drag.byPx}px` } : undefined}
          >
            <button
              type="button"
              tabIndex={id === focusable ? 0 : -1}
              title={index === 0 ? undefined : text('columns.dragTitle')}
              onClick={() => onSort(id)}
            >
              {text(`column.${id}`)}
              {isSorted && (
                <span className="arrow" aria-hidden="true">
                  {sorting.descending ? '↓' : '↑'}
                </span>
              )}
            </button>
            <Grip
              width={widths[index] ?? 0}
              title={text('columns.drag')}
              onWidth={(widthPx, isOver) => columns.resize(id, widthPx, isOver)}
            />
          </div>
        )
      })}
      {menu !== undefined && (
        <HeaderMenu at={menu} columns={columns} onSort={onSort} onClose={() => setMenu(undefined)} />
      )}
    </div>
  )
}

interface GripProps {
  readonly width: number
  readonly title: string
  readonly onWidth: (widthPx: number | undefined, isOver: boolean) => void
}

/** For the pointer; the keyboard has Shift and the arrows. A double click gives the usual width back. */
function Grip({ width, title, onWidth }: GripProps) {
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number }>()
  const widthAt = (event: PointerEvent): number => (from?.width ?? width) + event.clientX - (from?.x ?? event.clientX)
  return (
    <span
      className="grip"
      aria-hidden="true"
      title={title}
      data-dragged={from !== undefined}
      onPointerDown={(event) => {
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom({ x: event.clientX, width })
      }}
      onPointerMove={(event) => {
        if (from !== undefined) onWidth(widthAt(event), false)
      }}
      onPointerUp={(event) => {
        if (from !== undefined && event.clientX !== from.x) onWidth(widthAt(event), true)
        setFrom(undefined)
      }}
      onPointerCancel={() => setFrom(undefined)}
      onDoubleClick={(event) => {
        event.stopPropagation()
        onWidth(undefined, true)
      }}
    />
  )
}
