import { useCallback, useEffect, useState } from 'react'

const address = /^#\/processes\/([^/]+)$/

/** @returns the process whose page the address names, `#/processes/4242@183742`; undefined elsewhere */
export function processPlace(): string | undefined {
  const found = address.exec(location.hash)?.[1]
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found)
  } catch {
    // Somebody has typed half a percent sign.
    return undefined
  }
}

/**
 * Follows the address: links lead to the page of a process and back, and so does the browser's back.
 * @param shown whether processes are the page that is open
 * @param onProcesses the address has become one of theirs
 */
export function useProcessAddress(shown: boolean, onProcesses: () => void) {
  const [place, setPlace] = useState(processPlace)
  useEffect(() => {
    const changed = (): void => {
      setPlace(processPlace())
      if (location.hash.startsWith('#/processes')) onProcesses()
    }
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  })
  useEffect(() => {
    if (shown || processPlace() === undefined) return
    history.replaceState(null, '', location.pathname)
    setPlace(undefined)
  }, [shown])
  const goTo = useCallback((key: string | undefined) => {
    location.hash = key === undefined ? '#/processes' : `#/processes/${encodeURIComponent(key)}`
  }, [])
  return { place, goTo }
}
