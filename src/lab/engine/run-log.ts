import type { TraceEvent } from '../../shared/contract/trace.ts'

/** Messages between two processes of the run take a few milliseconds. */
const holdMs = 25
/** What was expected and does not come holds the others back no longer than this, unless it is known to take longer. */
const longestWaitMs = 1000
/** A follower gets so many events at once: one by one would cost more than the events. */
const mostAtOnce = 500
/** Who is further behind than this is waited for, until half of it is left. */
const mostBehind = 5000

/** The events of a run, in the order of their times: kept for replay, followed live. */
export class RunLog {
  readonly #events: TraceEvent[] = []
  /** Not told yet, by time: an earlier event of another process may still be on its way. */
  readonly #held: TraceEvent[] = []
  /** Times of which something is still to come: what is later waits. */
  readonly #expected = new Map<NodeJS.Timeout, number>()
  readonly #waiting = new Set<() => void>()
  /** How many events each of those that follow it has taken. */
  readonly #followers = new Set<{ taken: number }>()
  readonly #forSlow = new Set<() => void>()
  /** What is not later than this has been held long enough. */
  #ripeUpTo = -1
  /** The latest time of what was added in this turn of the loop. */
  #added = -1
  #closed = false

  get events(): readonly TraceEvent[] {
    return this.#events
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Whether somebody who follows it cannot keep up with what comes. */
  get isAhead(): boolean {
    return this.#furthestBehind > mostBehind
  }

  /** Resolves when everybody has taken enough for more to come. */
  caughtUp(): Promise<void> {
    return this.isAhead ? new Promise((resolve) => this.#forSlow.add(resolve)) : Promise.resolve()
  }

  /** What comes after the end is not part of the run; what comes too late stands behind what was told before it. */
  add(given: TraceEvent): void {
    if (this.#closed) return
    const t = Math.max(given.t, this.#events.at(-1)?.t ?? 0)
    const event = t === given.t ? given : { ...given, t }
    const after = this.#held.findLastIndex((each) => each.t <= event.t)
    this.#held.splice(after + 1, 0, event)
    if (this.#added < 0) setImmediate(() => this.#hold())
    this.#added = Math.max(this.#added, event.t)
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
    for (const resolve of this.#forSlow) resolve()
  }

  /** All events from the beginning, then live, some at a time; ends with the log or the signal. */
  async *watchMany(signal: AbortSignal): AsyncGenerator<readonly TraceEvent[]> {
    const follower = { taken: 0 }
    this.#followers.add(follower)
    const stop = (): void => this.#wake()
    signal.addEventListener('abort', stop, { once: true })
    try {
      while (!signal.aborted) {
        const events = this.#events.slice(follower.taken, follower.taken + mostAtOnce)
        if (events.length > 0) {
          yield events
          follower.taken += events.length
          this.#goOn()
        } else if (this.#closed) return
        else await new Promise<void>((resolve) => this.#waiting.add(resolve))
      }
    } finally {
      signal.removeEventListener('abort', stop)
      this.#followers.delete(follower)
      this.#goOn()
    }
  }

  async *watch(signal: AbortSignal): AsyncGenerator<TraceEvent> {
    for await (const events of this.watchMany(signal)) yield* events
  }

  get #furthestBehind(): number {
    let behind = 0
    for (const { taken } of this.#followers) behind = Math.max(behind, this.#events.length - taken)
    return behind
  }

  #goOn(): void {
    if (this.#forSlow.size === 0 || this.#furthestBehind > mostBehind / 2) return
    for (const resolve of this.#forSlow) resolve()
    this.#forSlow.clear()
  }

  /** One timer for all that came in a turn: in a storm of lines one for each would cost more than the lines. */
  #hold(): void {
    const upTo = this.#added
    this.#added = -1
    setTimeout(() => {
      // On a busy machine the news of the kernel and of the supervisor are due at the same moment: they are read first.
      setImmediate(() => {
        this.#ripeUpTo = Math.max(this.#ripeUpTo, upTo)
        this.#release()
      })
    }, holdMs)
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
