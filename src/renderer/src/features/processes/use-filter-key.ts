import { useEffect, type RefObject } from 'react'

/** `/` and Ctrl+F lead to the filter from anywhere on the page, except out of a text or a dialog. */
export function useFilterKey(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f'
      const isTyping = event.target instanceof HTMLInputElement
      if (!isFind && (event.key !== '/' || isTyping)) return
      if (event.defaultPrevented || document.querySelector('[role=alertdialog], [role=dialog], [role=menu]') !== null)
        return
      event.preventDefault()
      search.current?.focus()
      search.current?.select()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [search])
}
