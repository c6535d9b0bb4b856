import { useCallback, useState } from 'react'

/** @returns how wide the inside of an element is, pixels, and what measures it; nothing is known before there is one */
export function useRoom() {
  const [room, setRoom] = useState<number>()
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const look = (): void => {
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(element)
      setRoom(element.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd))
    }
    const size = new ResizeObserver(look)
    size.observe(element)
    // Before it is painted for the first time.
    look()
    return () => size.disconnect()
  }, [])
  return { room, measure }
}
