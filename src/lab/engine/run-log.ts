import type { TraceEvent } from '../../shared/contract/trace.ts'

/** Messages between two processes of the run take a few milliseconds. */
const holdMs = 25

/** The events of a run, in the order of their times: kept for replay, followed live. */
export class RunLog {
  readonly #events: TraceEvent[] = []
  /** Not told yet, by time: an earlier event of another process may still be on its way. */
  readonly #held: TraceEvent[] = []
  readonly #waiting = new Set<() => void>()
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
    setTimeout(() => this.#release(event), holdMs)
  }

  /** Tells all that was held back. */
  flush(): void {
    this.#events.push(...this.#held.splice(0))
    this.#wake()
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

  #release(upTo: TraceEvent): void {
    this.#events.push(...this.#held.splice(0, this.#held.indexOf(upTo) + 1))
    this.#wake()
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
