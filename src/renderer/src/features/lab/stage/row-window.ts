import { useEffect, useRef, useState, type RefObject } from 'react'

/** CSS pixels; the style sheet says the same. */
export const rowHeight = 20
const margin = 10

/** @returns the rows that can be seen, and a few around them: thousands of lines cost as little as twenty */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number): readonly number[] {
  const [seen, setSeen] = useState({ first: 0, rows: 20 })
  useEffect(() => {
    const { current } = scroller
    if (current === null) return undefined
    const look = (): void => {
      const first = Math.floor(current.scrollTop / rowHeight)
      const rows = Math.ceil(current.clientHeight / rowHeight)
      setSeen((before) => (before.first === first && before.rows === rows ? before : { first, rows }))
    }
    const size = new ResizeObserver(look)
    size.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [scroller])
  const from = Math.max(0, Math.min(seen.first, count - seen.rows) - margin)
  const to = Math.min(count, seen.first + seen.rows + margin)
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

/**
 * Keeps a row in sight: when another one is meant, and when the room changes. Who has scrolled away from it is left there.
 * @param isSought somebody asked for this row: it is brought into sight in any case
 */
export function useRowInSight(scroller: RefObject<HTMLElement | null>, row: number, isSought: boolean): void {
  const meant = useRef(row)
  const followed = useRef(true)
  useEffect(() => {
    meant.current = row
    // Nothing is there yet: what comes is followed from its beginning.
    if (row < 0) followed.current = true
    if (followed.current || isSought) scrollToRow(scroller.current, row)
  }, [scroller, row, isSought])
  useEffect(() => {
    const { current } = scroller
    if (current === null) return undefined
    let height: number | undefined
    const look = (): void => {
      // Nobody scrolled who only has other room: that is told after the scrolling.
      if (height === current.clientHeight) followed.current = meant.current < 0 || isInSight(current, meant.current)
    }
    // What stands around it may come a moment later than its lines, and take room from it.
    const size = new ResizeObserver(() => {
      height = current.clientHeight
      if (followed.current) scrollToRow(current, meant.current)
    })
    size.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [scroller])
}

/** Scrolling stops at fractions of pixels. */
const isInSight = ({ scrollTop, clientHeight }: HTMLElement, row: number): boolean =>
  row * rowHeight + 1 >= scrollTop && (row + 1) * rowHeight <= scrollTop + clientHeight + 1

function scrollToRow(scroller: HTMLElement | null, row: number): void {
  if (scroller === null || row < 0) return
  const top = row * rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + rowHeight - scroller.clientHeight
  }
}
