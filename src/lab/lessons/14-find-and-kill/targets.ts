import type { Barrier, Event } from 'forkscope/multiprocessing'

/** A program that runs until it is told that the day is over, or is ended. */
export async function program(ready: Barrier, closing: Event): Promise<void> {
  await ready.wait()
  await closing.wait()
  console.log(`${process.pid}: the day is over, I end by myself`)
}

/** The same, but it does not listen to SIGTERM. */
export async function stubborn(ready: Barrier, closing: Event): Promise<void> {
  process.on('SIGTERM', () => console.log(`${process.pid}: SIGTERM? I stay.`))
  await program(ready, closing)
}
