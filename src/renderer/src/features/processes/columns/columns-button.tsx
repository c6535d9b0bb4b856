import { memo, useLayoutEffect, useRef } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useText } from '../../../i18n/use-text.ts'
import { usePanel } from '../panels.ts'
import { allColumns, type ColumnId } from './catalog.ts'
import type { ColumnsOfView } from './use-columns.ts'

/** Which columns there are, and in which order. */
export const ColumnsButton = memo(function ColumnsButton({ columns }: { readonly columns: ColumnsOfView }) {
  const text = useText()
  return (
    <DialogTrigger {...usePanel('columns')}>
      <Button className="menu-button">
        {text('columns.title')} <span aria-hidden="true">▾</span>
      </Button>
      <Popover placement="bottom end">
        <Dialog className="panel" aria-label={text('columns.title')}>
          <h2>{text('columns.title')}</h2>
          <ColumnList {...columns} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
})

function ColumnList({ columns, toggle, move, reset }: ColumnsOfView) {
  const text = useText()
  const list = useRef<HTMLUListElement>(null)
  // What was moved keeps the focus, wherever it stands now.
  const acted = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (acted.current === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-control="${acted.current}"]`)?.focus()
    acted.current = undefined
  })
  const act = (name: string, action: () => void): void => {
    acted.current = name
    action()
  }
  const shown = columns.map(({ id }): ColumnId => id)
  const others = allColumns.map(({ id }) => id).filter((id) => !shown.includes(id))
  return (
    <>
      <ul ref={list} className="columns">
        {[...shown, ...others].map((id, index) => {
          const isShown = index < shown.length
          const title = text(`column.${id}`)
          return (
            <li key={id}>
              <label className="checkbox">
                <input
                  type="checkbox"
                  data-control={`show-${id}`}
                  checked={isShown}
                  disabled={id === 'name'}
                  onChange={() => act(`show-${id}`, () => toggle(id))}
                />
                {title}
              </label>
              {isShown && id !== 'name' && (
                <span>
                  {([-1, 1] as const).map((by) => (
                    <button
                      key={by}
                      type="button"
                      data-control={`move-${by}-${id}`}
                      aria-label={text(by < 0 ? 'columns.earlier' : 'columns.later', { title })}
                      aria-disabled={index + by < 1 || index + by >= shown.length}
                      onClick={() => act(`move-${by}-${id}`, () => move(id, by))}
                    >
                      {by < 0 ? '↑' : '↓'}
                    </button>
                  ))}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <button type="button" onClick={reset}>
        {text('columns.reset')}
      </button>
    </>
  )
}
