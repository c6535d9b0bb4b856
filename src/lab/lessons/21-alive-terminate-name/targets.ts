import type { Barrier, Event } from 'forkscope/multiprocessing'

/** Is there, and stays until it is told to end, or is ended. */
export async function task(ready: Barrier, finish: Event): Promise<void> {
  console.log(`child ${process.pid}: I am here`)
  await ready.wait()
  await finish.wait()
  console.log(`child ${process.pid}: I end by myself`)
}
