import type { TraceEvent } from '../../shared/contract/trace.ts'

/** Messages between two processes of the run take a few milliseconds. */
const holdMs = 25
/** What was expected and does not come holds the others back no longer than this, unless it is known to take longer. */
const longestWaitMs = 1000

/** The events of a run, in the order of their times: kept for replay, followed live. */
export class RunLog {
  readonly #events: TraceEvent[] = []
  /** Not told yet, by time: an earlier event of another process may still be on its way. */
  readonly #held: TraceEvent[] = []
  /** Times of which something is still to come: what is later waits. */
  readonly #expected = new Map<NodeJS.Timeout, number>()
  readonly #waiting = new Set<() => void>()
  /** What is not later than this has been held long enough. */
  #ripeUpTo = -1
  #closed = false

  get events(): readonly TraceEvent[] {
    return this.#events
  }

  get closed(): boolean {
    return this.#closed
  }

  /** What comes after the end is not part of the run. */
  add(event: TraceEvent): void {
    if (this.#closed) return
    const after = this.#held.findLastIndex((each) => each.t <= event.t)
    this.#held.splice(after + 1, 0, event)
    setTimeout(() => {
      // On a busy machine the news of the kernel and of the supervisor are due at the same moment: they are read first.
      setImmediate(() => {
        this.#ripeUpTo = Math.max(this.#ripeUpTo, event.t)
        this.#release()
      })
    }, holdMs)
  }

  /**
   * Says that something of this time, in microseconds, is still to come.
   * @param waitMs how long the others are held back at most
   * @returns says that it has come, or never will
   */
  expect(t: number, waitMs = longestWaitMs): () => void {
    const settle = (): void => {
      clearTimeout(timer)
      if (this.#expected.delete(timer)) this.#release()
    }
    const timer = setTimeout(settle, waitMs)
    this.#expected.set(timer, t)
    return settle
  }

  /** Tells all that was held back. */
  flush(): void {
    for (const timer of this.#expected.keys()) clearTimeout(timer)
    this.#expected.clear()
    this.#tell(this.#held.length)
  }

  close(): void {
    this.flush()
    this.#closed = true
    this.#wake()
  }

  /** All events from the beginning, then live; ends with the log or the signal. */
  async *watch(signal: AbortSignal): AsyncGenerator<TraceEvent> {
    let next = 0
    const stop = (): void => this.#wake()
    signal.addEventListener('abort', stop, { once: true })
    try {
      while (!signal.aborted) {
        const event = this.#events[next]
        if (event !== undefined) {
          next += 1
          yield event
        } else if (this.#closed) return
        else await new Promise<void>((resolve) => this.#waiting.add(resolve))
      }
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  #release(): void {
    let barrier = Infinity
    for (const t of this.#expected.values()) barrier = Math.min(barrier, t)
    const firstKept = this.#held.findIndex(({ t }) => t > this.#ripeUpTo || t > barrier)
    const count = firstKept < 0 ? this.#held.length : firstKept
    if (count > 0) this.#tell(count)
  }

  #tell(count: number): void {
    // One by one: a storm of lines is more than a call may have arguments.
    for (const event of this.#held.splice(0, count)) this.#events.push(event)
    this.#wake()
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
