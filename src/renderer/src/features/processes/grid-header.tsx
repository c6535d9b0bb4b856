/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised treegrid cannot be an HTML table */
import type { KeyboardEvent } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { columns, type ColumnId, type Sorting } from './columns.ts'

interface GridHeaderProps {
  readonly sorting: Sorting
  readonly onSort: (column: ColumnId) => void
}

/** The titles; one of them takes the Tab key's focus, the arrows lead to the others, Enter sorts. */
export function GridHeader({ sorting, onSort }: GridHeaderProps) {
  const text = useText()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // The keys of the rows mean nothing here, Tab and the filter's apart.
    if (event.key !== 'Tab' && !event.ctrlKey && !event.metaKey) event.stopPropagation()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === event.target)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    buttons[to]?.focus()
  }
  return (
    <div role="row" tabIndex={-1} aria-rowindex={1} className="header" onKeyDown={onKeyDown}>
      {columns.map(({ id, title, numeric }) => {
        const isSorted = sorting.column === id
        return (
          <div
            key={id}
            role="columnheader"
            className={numeric ? 'cell numeric' : 'cell'}
            aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" tabIndex={isSorted ? 0 : -1} onClick={() => onSort(id)}>
              {text(title)}
              {isSorted && (
                <span className="arrow" aria-hidden="true">
                  {sorting.descending ? '↓' : '↑'}
                </span>
              )}
            </button>
          </div>
        )
      })}
    </div>
  )
}
