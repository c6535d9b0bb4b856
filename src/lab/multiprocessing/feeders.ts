/** What a queue still has to hand over before this process may end. */
export interface Feeding {
  /** Hands over what it can. */
  feed(): void
  /** Resolves when all is handed over, or nobody wants to wait for it. */
  done(): Promise<void>
}

/** Those that are not done, and the queues for which they work: these are not forgotten meanwhile. */
const feeders = new Map<Feeding, object>()
const due = new Set<Feeding>()

export function feederBegins(feeder: Feeding, queue: object): void {
  feeders.set(feeder, queue)
}

export function feederIsDone(feeder: Feeding): void {
  feeders.delete(feeder)
}

/** Whether something was put in this turn of the loop already. */
let begun = false

/**
 * Items are handed over soon, but not while the code that put them runs on. The first one of a turn leaves before the
 * `await` of its put is over: a process that computes from then on has handed it over, as CPython's feeder thread would.
 * What is put in the same turn after it travels together, at the turn's end.
 */
export function feedSoon(feeder: Feeding): void {
  due.add(feeder)
  if (begun) return
  begun = true
  queueMicrotask(feedNow)
  setImmediate(() => {
    begun = false
    feedNow()
  })
}

/** What was put leaves before whatever this process does next. */
export function feedNow(): void {
  for (const feeder of due) {
    due.delete(feeder)
    feeder.feed()
  }
}

/** Resolves when every feeder has handed over what it had. */
export async function fed(): Promise<void> {
  await Promise.all([...feeders.keys()].map((feeder) => feeder.done()))
}
