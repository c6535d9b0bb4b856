import { useLayoutEffect, useRef, type RefObject } from 'react'
import { dodgeBy } from './dodge.ts'

/** Where the pointer was last, in the window; nowhere before it moved. */
const pointer = { x: -1, y: -1 }
const remember = ({ clientX, clientY }: PointerEvent): void => {
  pointer.x = clientX
  pointer.y = clientY
}
window.addEventListener('pointermove', remember, { capture: true, passive: true })
window.addEventListener('pointerdown', remember, { capture: true, passive: true })

/**
 * Keeps the dangerous button of a dialog from being where the pointer already rests, also when the dialog grows under it.
 * Once the pointer moves, it is the person who aims.
 */
export function useDodge(danger: RefObject<HTMLElement | null>): void {
  const moved = useRef(0)
  useLayoutEffect(() => {
    const button = danger.current
    const box = button?.closest<HTMLElement>('.modal')
    if (button === null || box === null || box === undefined) return
    const look = (): void => {
      moved.current += dodgeBy(button.getBoundingClientRect(), box.getBoundingClientRect(), pointer, window.innerHeight)
      box.style.translate = moved.current === 0 ? '' : `0 ${moved.current}px`
    }
    const sizes = new ResizeObserver(look)
    const aims = (): void => sizes.disconnect()
    look()
    sizes.observe(box)
    window.addEventListener('pointermove', aims, { once: true })
    return () => {
      sizes.disconnect()
      window.removeEventListener('pointermove', aims)
    }
  }, [danger])
}
