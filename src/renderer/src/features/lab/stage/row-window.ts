import { useEffect, useState, type RefObject } from 'react'

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

/** Brings a row into sight, and moves nothing when it is. */
export function scrollToRow(scroller: HTMLElement | null, row: number): void {
  if (scroller === null || row < 0) return
  const top = row * rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + rowHeight - scroller.clientHeight
  }
}
