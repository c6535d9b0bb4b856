import { useEffect, useState } from 'react'

export type Overlay = 'palette' | 'shortcuts'

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)

/** Ctrl+K opens the palette from everywhere, `?` the shortcuts wherever no text is written. */
export function useOverlayKeys() {
  const [overlay, setOverlay] = useState<Overlay>()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      const isSheet = event.key === '?' && !isText(event.target)
      // Over a question nothing else is opened.
      if ((!isPalette && !isSheet) || document.querySelector('[role=alertdialog], [aria-modal=true]') !== null) return
      event.preventDefault()
      setOverlay(isPalette ? 'palette' : 'shortcuts')
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return { overlay, setOverlay }
}
