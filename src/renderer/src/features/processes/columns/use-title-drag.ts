import { useLayoutEffect, useRef, useState, type MouseEvent, type PointerEvent } from 'react'
import type { ColumnId } from './catalog.ts'
import type { ColumnsOfView } from './use-columns.ts'

/** A title that follows the pointer. */
export interface TitleDrag {
  readonly id: ColumnId
  /** Places among the columns: where it was, and where it would go. */
  readonly from: number
  readonly to: number
  /** How far the pointer has come, in pixels. */
  readonly byPx: number
}

export interface TitleDragging {
  readonly drag: TitleDrag | undefined
  /** For a title: what moves it. The name leads, and has none. */
  readonly handlers: (
    id: ColumnId,
    at: number,
  ) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerCancel: () => void
    readonly onClickCapture: (event: MouseEvent<HTMLElement>) => void
  }
}

/** A hand that clicks moves a little. */
const leastPx = 6
/** So near to an edge the table scrolls along, by so much at each move. */
const [edgePx, scrollPx] = [32, 16]

/** @returns what lets titles be dragged to another place; a press that hardly moves is a click and sorts */
export function useTitleDrag({ move }: Pick<ColumnsOfView, 'move'>): TitleDragging {
  const pressed = useRef<{ readonly x: number; readonly pointer: number }>(undefined)
  const wasDragged = useRef(false)
  const [drag, setDrag] = useState<TitleDrag>()
  const cancel = (): void => {
    pressed.current = undefined
    setDrag(undefined)
  }
  const isDragged = drag !== undefined
  // As soon as it is seen to be dragged.
  useLayoutEffect(() => {
    if (!isDragged) return undefined
    // Wherever the focus is: a press beside the words of a title does not take it.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      pressed.current = undefined
      setDrag(undefined)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isDragged])
  return {
    drag,
    handlers: (id, at) => ({
      onPointerDown(event) {
        wasDragged.current = false
        // A finger scrolls; its way is the menu.
        if (event.button !== 0 || event.pointerType === 'touch' || at === 0) return
        // From now on: a quick hand has left the title before it has moved once.
        // On the button, if it is pressed: else it would not be clicked.
        const button = event.target instanceof Element ? event.target.closest('button') : undefined
        ;(button ?? event.currentTarget).setPointerCapture(event.pointerId)
        pressed.current = { x: event.clientX, pointer: event.pointerId }
      },
      onPointerMove(event) {
        if (pressed.current?.pointer !== event.pointerId) return
        const byPx = event.clientX - pressed.current.x
        if (!wasDragged.current && Math.abs(byPx) < leastPx) return
        wasDragged.current = true
        scrollAlong(event)
        setDrag({ id, from: at, to: placeUnder(event), byPx })
      },
      onPointerUp(event) {
        // Where the hand is now: what was drawn last may be a few moves behind it.
        const isOver = wasDragged.current && pressed.current?.pointer === event.pointerId
        const by = isOver ? placeUnder(event) - at : 0
        if (by !== 0) move(id, by)
        cancel()
      },
      onPointerCancel: cancel,
      onClickCapture(event) {
        // The keyboard's clicks count none.
        if (wasDragged.current && event.detail > 0) event.stopPropagation()
      },
    }),
  }
}

/** @returns the place of the title that the pointer is at; never the name's */
function placeUnder({ currentTarget, clientX }: PointerEvent<HTMLElement>): number {
  const header = currentTarget.closest('.header')
  const titles = [...(header?.querySelectorAll<HTMLElement>('[data-at]') ?? [])]
  const x = clientX - (header?.getBoundingClientRect().left ?? 0)
  // As they are laid out: the one that follows the pointer is drawn elsewhere.
  const under = titles.findIndex(({ offsetLeft, offsetWidth }) => x < offsetLeft + offsetWidth)
  return Math.max(1, under === -1 ? titles.length - 1 : under)
}

function scrollAlong({ currentTarget, clientX }: PointerEvent<HTMLElement>): void {
  const grid = currentTarget.closest('.grid')
  const edges = grid?.getBoundingClientRect()
  if (edges === undefined) return
  if (clientX > edges.right - edgePx) grid?.scrollBy(scrollPx, 0)
  else if (clientX < edges.left + edgePx) grid?.scrollBy(-scrollPx, 0)
}
