import { useEffect, useRef } from 'react'
import { view } from './view-store.ts'

/**
 * A dialog that a menu opened would give the focus back to the menu, which is gone: the keyboard goes on at the row.
 * @param isOpen whether something stands over the table
 */
export function useFocusBack(isOpen: boolean): void {
  const wasOpen = useRef(false)
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    if (!hasClosed) return undefined
    // After the dialog's own attempt, which waits for a frame too.
    const frame = requestAnimationFrame(() => {
      const { activeElement, body } = document
      if (activeElement !== null && activeElement !== body) return
      document.getElementById(`row-${view.getState().selected}`)?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [isOpen])
}
