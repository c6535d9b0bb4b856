import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'

/** They take Escape for themselves. */
const above = '[role=alertdialog], [role=dialog], [role=menu], [role=listbox]'
const inside = '.cm-editor, [type=search]'

/**
 * Escape leaves the stage that fills the window.
 * @returns for the button that fills it: the focus goes there when what had it is gone
 */
export function useFilledWindow(wide: boolean, leave: () => void) {
  const button = useRef<HTMLButtonElement>(null)
  const left = useEffectEvent(leave)
  useEffect(() => {
    if (!wide) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      const isTaken = event.target instanceof Element && event.target.closest(inside) !== null
      if (!isTaken && document.querySelector(above) === null) left()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [wide])
  const before = useRef(wide)
  useLayoutEffect(() => {
    if (before.current === wide) return
    before.current = wide
    const { activeElement } = document
    const isLost = activeElement === null || activeElement === document.body
    if (isLost || activeElement.getClientRects().length === 0) button.current?.focus()
  }, [wide])
  return button
}
