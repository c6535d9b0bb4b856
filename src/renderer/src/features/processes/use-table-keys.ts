import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { TreeRow } from '../../../../shared/model/tree.ts'
import { useText } from '../../i18n/use-text.ts'
import { goToParent } from './go-to.ts'
import { extending, gridAction, typeAhead } from './grid-keys.ts'
import { processes, type PageProcess } from './process-store.ts'
import { clearMarks, extendTo, markAll, rangeOf } from './mark-ranges.ts'
import { flipMark, focusRow, toggleFollow, toggleRow, view } from './view-store.ts'

const typeAheadMs = 700

interface TableKeys {
  readonly rows: readonly TreeRow<PageProcess>[]
  readonly selected: string | undefined
  readonly rowHeight: number
  readonly onSignal: (signal: string) => void
  readonly onCopy: () => void
  /** The menu of the selected row, at a place of the window. */
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
}

/** @returns what the grid does with a key */
export function useTableKeys({ rows, selected, rowHeight, onSignal, onCopy, onMenu }: TableKeys) {
  const text = useText()
  const typed = useRef({ text: '', at: 0 })
  const lastAt = useRef(-1)
  useEffect(() => {
    const at = selected === undefined ? -1 : rows.findIndex((row) => row.key === selected)
    if (at >= 0 || selected === undefined) lastAt.current = at
  }, [rows, selected])

  const jump = (letter: string): void => {
    const now = performance.now()
    const start = (now - typed.current.at < typeAheadMs ? typed.current.text : '') + letter.toLowerCase()
    typed.current = { text: start, at: now }
    // `p` and `f` alone are commands; names that begin with them are found with `/`.
    if (start === 'p' || start === 'f') {
      typed.current = { text: '', at: 0 }
      if (start === 'p') processes.setState(({ paused }) => ({ paused: !paused }))
      else toggleFollow()
      return
    }
    const key = typeAhead(start, rows, selected)
    if (key !== undefined) focusRow(key)
  }

  return (event: KeyboardEvent): void => {
    const { key, shiftKey: shift, ctrlKey, metaKey, altKey } = event
    if (key === 'ArrowUp' && altKey) {
      event.preventDefault()
      goToParent(text)
      return
    }
    if (key.toLowerCase() === 'c' && (ctrlKey || metaKey) && getSelection()?.isCollapsed !== false) {
      event.preventDefault()
      onCopy()
      return
    }
    const pageRows = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2)
    // A range goes on where it ends; after a click with Shift the selected row is where it begins.
    const end = shift && extending.has(key) ? rangeOf(view.getState())?.end : undefined
    const from = rows.some((row) => row.key === end) ? end : selected
    const action = gridAction({ key, shift, ctrl: ctrlKey || metaKey }, rows, from, pageRows, lastAt.current)
    if (action === undefined) {
      if (key.length === 1 && key !== '/' && key !== '?' && !ctrlKey && !metaKey && !altKey) jump(key)
      return
    }
    event.preventDefault()
    switch (action.kind) {
      case 'select':
        focusRow(action.key)
        break
      case 'extend':
        extendTo(action.key, rows)
        break
      case 'markAll':
        markAll(rows)
        break
      case 'toggle':
        toggleRow(action.key)
        break
      case 'mark':
        flipMark(action.key)
        break
      case 'signal':
        onSignal(action.signal)
        break
      case 'details':
        view.setState({ details: true })
        break
      case 'menu': {
        const place = document.getElementById(`row-${selected}`)?.getBoundingClientRect()
        if (place !== undefined) onMenu({ x: place.left + 120, y: place.bottom })
        break
      }
      case 'clear':
        clearMarks()
        break
    }
  }
}
