import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'

/** Run and Stop take turns: whoever has started by keyboard has Stop under the keys, and Run again when it has ended. */
export function useFocusAlong(running: boolean) {
  const run = useRef<HTMLButtonElement>(null)
  const stop = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const { activeElement } = document
    // Whichever button has started it: in a moment the browser takes the focus from what is disabled.
    if (!(activeElement instanceof HTMLButtonElement) || !activeElement.disabled) return
    const next = running ? stop : run
    next.current?.focus()
  }, [running])
  return { run, stop }
}

/** A key that is held down presses once: it would stop at once what it has just started. */
export function pressOnce(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault()
}
