import type { TraceEvent } from '../../shared/contract/trace.ts'

/** The events of a run: kept for replay, followed live. */
export class RunLog {
  readonly #events: TraceEvent[] = []
  readonly #waiting = new Set<() => void>()
  #closed = false

  get events(): readonly TraceEvent[] {
    return this.#events
  }

  get closed(): boolean {
    return this.#closed
  }

  add(event: TraceEvent): void {
    this.#events.push(event)
    this.#wake()
  }

  close(): void {
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

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
