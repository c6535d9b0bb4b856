import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** Which part of a long list is drawn: rows `from` up to, not including, `to`. */
export interface RowWindow {
  readonly from: number
  readonly to: number
  /** What can be seen of a row, in pixels. */
  readonly width: number
  /** The list is scrolled sideways. */
  readonly sideways: boolean
}

/** Drawn beyond both edges, so that a fast wheel meets rows and not emptiness. */
const margin = 8
/** The window moves by so many rows at once: most scrolled frames draw nothing new. */
const step = 4

/** @returns the window for a scroll position; all in pixels */
export function windowAt(scrollTop: number, height: number, rowHeight: number): Pick<RowWindow, 'from' | 'to'> {
  const first = Math.floor(scrollTop / rowHeight / step) * step
  return { from: Math.max(0, first - margin), to: first + Math.ceil(height / rowHeight) + step + margin }
}

/** Rows are all of one height, so where they are is a multiplication: nothing is measured or kept for each. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, rowHeight: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: 0, width: 0, sideways: false })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void =>
      setShown((before) => {
        const { from, to } = windowAt(element.scrollTop, element.clientHeight, rowHeight)
        const sideways = element.scrollLeft > 0
        const width = element.clientWidth
        const isSame = before.from === from && before.to === to && before.width === width
        return isSame && before.sideways === sideways ? before : { from, to, width, sideways }
      })
    // At once: a frame later the place that was scrolled to would be empty for a moment.
    const scrolled = (): void => flushSync(look)
    const sizes = new ResizeObserver(look)
    element.addEventListener('scroll', scrolled, { passive: true })
    sizes.observe(element)
    return () => {
      element.removeEventListener('scroll', scrolled)
      sizes.disconnect()
    }
  }, [scroller, rowHeight])
  return shown
}

/** Scrolls no further than needed to bring a row into sight, below the header that stays at the top. */
export function reveal(element: HTMLElement, index: number, rowHeight: number): void {
  const header = element.querySelector<HTMLElement>('.header')?.offsetHeight ?? 0
  const top = index * rowHeight
  const lowest = top + rowHeight + header - element.clientHeight
  if (element.scrollTop > top) element.scrollTop = top
  else if (element.scrollTop < lowest) element.scrollTop = lowest
}
