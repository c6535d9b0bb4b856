import { useCallback, useEffect, useRef, type RefObject } from 'react'

/**
 * F8 leads to the newest toast.
 * @returns gives the focus of a toast that goes to the next one, and after the last one to where it came from
 */
export function useToastFocus(region: RefObject<HTMLElement | null>): (card: HTMLElement | null) => void {
  const from = useRef<HTMLElement>(undefined)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { current } = region
      const button = current?.querySelector<HTMLElement>('.dismiss')
      if (event.key !== 'F8' || button === null || button === undefined) return
      event.preventDefault()
      const { activeElement } = document
      if (activeElement instanceof HTMLElement && current?.contains(activeElement) === false)
        from.current = activeElement
      button.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [region])
  return useCallback(
    (card) => {
      if (card === null || !card.contains(document.activeElement)) return
      const others = [...(region.current?.querySelectorAll<HTMLElement>('.dismiss') ?? [])]
      const next = others.find((button) => !card.contains(button)) ?? from.current
      if (next?.isConnected === true) next.focus()
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    [region],
  )
}
