import { useEffect, useState, type FocusEvent, type RefObject } from 'react'
import type { Toast } from './toasts.ts'

/**
 * @returns whether the toasts stay as they are, and what listens for it: while the pointer or the focus is on one of them,
 * and while the page is not seen
 */
export function useToastHold(region: RefObject<HTMLElement | null>, list: readonly Toast[]) {
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const [hidden, setHidden] = useState(document.hidden)
  useEffect(() => {
    const look = (): void => setHidden(document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  // One that is taken away tells neither that the pointer nor that the focus has left it.
  useEffect(() => {
    const { current } = region
    setPointed((was) => was && current !== null && current.querySelector(':hover') !== null)
    setFocused((was) => was && current !== null && current.contains(document.activeElement))
  }, [list, region])
  return {
    held: pointed || focused || hidden,
    listeners: {
      onPointerMove: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => setFocused(currentTarget.contains(relatedTarget)),
    },
  }
}
