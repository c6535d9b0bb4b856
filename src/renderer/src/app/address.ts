import { useCallback, useEffect, useRef, useState } from 'react'
import { pages, type PageName } from './navigation.tsx'

/** What the window shows. */
export interface Place {
  readonly page: PageName
  /** A lesson of the lab, a process of the process table; undefined: the page itself. */
  readonly of: string | undefined
}

const address = /^#\/(\w+)(?:\/([^/]+))?$/

/**
 * @param hash `#/lab/16-zombie`, `#/processes/4242@183742`, `#/machine`; empty for the table
 * @returns undefined for anything else: a link's token, or half a percent sign that somebody has typed
 */
export function placeOf(hash: string): Place | undefined {
  if (hash === '') return { page: 'processes', of: undefined }
  const [, name, of] = address.exec(hash) ?? []
  const page = pages.find((each) => each === name)
  if (page === undefined) return undefined
  try {
    return { page, of: of === undefined ? undefined : decodeURIComponent(of) }
  } catch {
    return undefined
  }
}

/** @returns the address of what is shown */
export function hashOf({ page, of }: Place): string {
  return of === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(of)}`
}

/**
 * Keeps the address and what is shown the same: links lead there, and the browser's back leads through all of it.
 * Who comes back to the lab finds the lesson that was open there.
 */
export function useAddress() {
  const [place, setPlace] = useState(() => placeOf(location.hash) ?? { page: 'processes' as const, of: undefined })
  const lesson = useRef(place.page === 'lab' ? place.of : undefined)
  const show = useCallback((wanted: Place, how: 'push' | 'replace'): void => {
    const to = wanted.page === 'lab' ? { ...wanted, of: wanted.of ?? lesson.current } : wanted
    if (to.page === 'lab') lesson.current = to.of
    setPlace(to)
    const now = placeOf(location.hash)
    if (now !== undefined && hashOf(now) === hashOf(to)) return
    if (how === 'push') history.pushState(null, '', hashOf(to))
    else history.replaceState(null, '', hashOf(to))
  }, [])
  useEffect(() => {
    const changed = (): void => {
      const now = placeOf(location.hash)
      if (now !== undefined) show(now, 'replace')
    }
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [show])
  /** @param of see Place */
  const open = useCallback((page: PageName, of?: string) => show({ page, of }, 'push'), [show])
  /** In place of what the address names: that is not there, or is no whole address. */
  const openInstead = useCallback((page: PageName, of: string) => show({ page, of }, 'replace'), [show])
  return { place, open, openInstead }
}
