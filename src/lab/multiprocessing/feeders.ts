/** What a queue still has to hand over before this process may end. */
export interface Feeding {
  /** Nothing more will be put. */
  finish(): void
  /** Resolves when all is handed over, or nobody wants to wait for it. */
  done(): Promise<void>
}

const feeders = new Set<Feeding>()

export function registerFeeder(feeder: Feeding): void {
  feeders.add(feeder)
}

/** Tells every feeder of this process that nothing more comes. */
export function finishFeeding(): void {
  for (const feeder of feeders) feeder.finish()
}

/** Resolves when every feeder has handed over what it had. */
export async function fed(): Promise<void> {
  await Promise.all([...feeders].map((feeder) => feeder.done()))
}
