import { useRef } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import { useText } from '../../../i18n/use-text.ts'
import type { ColumnId } from './catalog.ts'
import type { ColumnsOfView } from './use-columns.ts'

export interface HeaderMenuPlace {
  readonly id: ColumnId
  readonly x: number
  readonly y: number
}

interface HeaderMenuProps {
  readonly at: HeaderMenuPlace
  readonly columns: ColumnsOfView
  readonly onSort: (id: ColumnId) => void
  readonly onClose: () => void
}

/** The context menu of a title. */
export function HeaderMenu({ at: { id, x, y }, columns, onSort, onClose }: HeaderMenuProps) {
  const text = useText()
  const anchor = useRef<HTMLSpanElement>(null)
  const title = text(`column.${id}`)
  const place = columns.columns.findIndex((each) => each.id === id)
  const disabled = [
    ...(id === 'name' ? ['hide'] : []),
    ...(place <= 1 ? ['left'] : []),
    ...(id === 'name' || place === columns.columns.length - 1 ? ['right'] : []),
    ...(columns.columns[place]?.widthPx === undefined ? ['width'] : []),
  ]
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ insetInlineStart: x, insetBlockStart: y }} />
      <Popover isOpen triggerRef={anchor} placement="bottom start" onOpenChange={(open) => open || onClose()}>
        <Menu
          className="menu"
          // A menu that was asked for takes the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          aria-label={text('columns.menu', { title })}
          disabledKeys={disabled}
          onClose={onClose}
        >
          <MenuItem id="sort" onAction={() => onSort(id)}>
            {text('columns.sort', { title })} <kbd>Enter</kbd>
          </MenuItem>
          <MenuItem id="left" onAction={() => columns.move(id, -1)}>
            {text('columns.left')} <kbd>Alt+←</kbd>
          </MenuItem>
          <MenuItem id="right" onAction={() => columns.move(id, 1)}>
            {text('columns.right')} <kbd>Alt+→</kbd>
          </MenuItem>
          <MenuItem id="width" onAction={() => columns.resize(id, undefined, true)}>
            {text('columns.usualWidth')}
          </MenuItem>
          <MenuItem id="hide" onAction={() => columns.toggle(id)}>
            {text('columns.hide', { title })} <kbd>Delete</kbd>
          </MenuItem>
          <Separator />
          <MenuItem id="reset" onAction={columns.reset}>
            {text('columns.reset')}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  )
}
