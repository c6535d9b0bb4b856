import { useEffect, useState } from 'react'

/** Longer than a busy reader takes to come to it. */
const heardMs = 5_000

/**
 * The words of a live region. They go once they were heard: when a dialog that hid the page from readers closes, what
 * stands there is read again.
 * @returns the words, and what says others
 */
export function useSpoken(): readonly [string, (words: string) => void] {
  const [said, say] = useState('')
  useEffect(() => {
    if (said === '') return undefined
    const timer = setTimeout(say, heardMs, '')
    return () => clearTimeout(timer)
  }, [said])
  return [said, say]
}
