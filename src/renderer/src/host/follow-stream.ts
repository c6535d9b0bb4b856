const pauseMs = 1000

/**
 * Follows a stream of the backend until it is stopped. One that fails or ends by itself is followed again after a pause:
 * a page that waits for what never comes would show old figures as if they were new.
 * @param open the call, with the signal that ends it
 * @param take is given each event
 * @param fail is told why, when the stream is opened again; undefined: it ended by itself
 * @returns the stop
 */
export function followStream<Event>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>,
  take: (event: Event) => void,
  fail: (cause: unknown) => void = () => {},
): () => void {
  const stop = new AbortController()
  const once = async (): Promise<void> => {
    const call = new AbortController()
    const events = await open(call.signal)
    // A call that is not answered yet cannot be ended: the host would not hear of it and go on.
    const end = (): void => call.abort()
    stop.signal.addEventListener('abort', end)
    if (stop.signal.aborted) end()
    try {
      for await (const event of events) {
        if (stop.signal.aborted) return
        take(event)
      }
    } finally {
      stop.signal.removeEventListener('abort', end)
    }
  }
  const follow = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const cause = await once().then(
        () => undefined,
        (reason: unknown) => reason,
      )
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      // Stopped meanwhile: the connection broke, and whoever connects again follows anew.
      if (!stop.signal.aborted) fail(cause)
    }
  }
  void follow()
  return () => stop.abort()
}
