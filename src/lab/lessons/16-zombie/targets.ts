import { type Event, sleep } from 'forkscope/multiprocessing'

/** A child that is soon done. */
export async function brief(ready: Event, seconds: number): Promise<void> {
  console.log(`child ${process.pid}: my parent is ${process.ppid}; I work for ${seconds} s and end`)
  await ready.set()
  await sleep(seconds)
}
