import { useEffect, useEffectEvent } from 'react'

const text = 'input:not([type=radio], [type=checkbox], [type=range]), textarea, select'
const above = '[role=alertdialog], [role=dialog], [role=menu]'

/** `/` and Ctrl+F lead to the page's search from anywhere on it, except out of a text, code or a dialog. */
export function useFindKey(find: () => void): void {
  const found = useEffectEvent(find)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f'
      const target = event.target instanceof HTMLElement ? event.target : undefined
      const isCode = target?.isContentEditable === true
      // In code one looks for code.
      if (isFind ? isCode : event.key !== '/' || isCode || target?.matches(text) === true) return
      if (event.defaultPrevented || document.querySelector(above) !== null) return
      event.preventDefault()
      found()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
