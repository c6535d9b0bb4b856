import { type Barrier, type Event, sleepSync } from 'forkscope/multiprocessing'

/** Waits until all are ready, and computes until it is ended. */
export async function compute(ready: Barrier): Promise<void> {
  await ready.wait()
  for (;;);
}

/** Waits until all are ready, and sleeps until it is ended. */
export async function doze(ready: Barrier): Promise<void> {
  await ready.wait()
  sleepSync(3600)
}

/** Waits until all are ready, and waits until it may end. */
export async function attend(ready: Barrier, over: Event): Promise<void> {
  await ready.wait()
  await over.wait()
  console.log(`${process.pid}: I may end, and I do`)
}
