import { useCallback, useEffect, useState } from 'react'

const address = /^#\/lab(?:\/([\w-]+))?$/

/** @returns the lesson that the address names, `#/lab/16-zombie`; empty for the lab itself; undefined elsewhere */
export function labPlace(): string | undefined {
  const found = address.exec(location.hash)
  return found === null ? undefined : (found[1] ?? '')
}

/**
 * Keeps the address and the open lesson the same: links lead to lessons, and the browser's back leads back.
 * @param shown whether the lab is the page that is open
 * @param onLab the address has become one of the lab's
 */
export function useLabAddress(shown: boolean, onLab: () => void) {
  const [place, setPlace] = useState(() => labPlace() || undefined)
  useEffect(() => {
    const changed = (): void => {
      const now = labPlace()
      if (now === undefined) return
      if (now !== '') setPlace(now)
      onLab()
    }
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  })
  useEffect(() => {
    if (!shown && labPlace() !== undefined) history.replaceState(null, '', location.pathname)
    else if (shown && place !== undefined && labPlace() !== place) {
      const to = `#/lab/${place}`
      if (labPlace() === undefined) history.replaceState(null, '', to)
      else history.pushState(null, '', to)
    }
  }, [shown, place])
  const goTo = useCallback((lesson: string) => setPlace(lesson), [])
  return { place, goTo }
}
