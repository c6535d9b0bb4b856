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

/** How many puts hand over by themselves in this time. Each takes a write(2): of a flood, nobody would see the gain. */
const early = { puts: 16, withinMs: 10 }
let puts = 0
let since = -Infinity
/** Whether something was put in this turn of the loop already. */
let begun = false

/**
 * Items are handed over soon, but not while the code that put them runs on. The first one of a turn leaves before the
 * `await` of its put is over, and so do others unless they are many: a process that computes from then on has handed them
 * over, as CPython's feeder thread would. A flood travels together, at the turn's end.
 */
export function feedSoon(feeder: Feeding): void {
  due.add(feeder)
  const now = performance.now()
  if (now - since > early.withinMs) {
    since = now
    puts = 0
  }
  puts += 1
  if (!begun || puts <= early.puts) queueMicrotask(feedNow)
  if (begun) return
  begun = true
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
