/** What a queue still has to hand over before this process may end. */
export interface Feeding {
  /** Hands over what it can. */
  feed(): void
  /** Resolves when all is handed over, or nobody wants to wait for it. */
  done(): Promise<void>
}

const feeders = new Set<Feeding>()
const due = new Set<Feeding>()

export function registerFeeder(feeder: Feeding): void {
  feeders.add(feeder)
}

/** Items are handed over as CPython's feeder thread would do it: soon, but not while the code that put them runs on. */
export function feedSoon(feeder: Feeding): void {
  if (due.size === 0) setImmediate(feedNow)
  due.add(feeder)
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
  await Promise.all([...feeders].map((feeder) => feeder.done()))
}
