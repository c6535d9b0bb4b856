import { type Event, mark, sleep } from 'forkscope/multiprocessing'

/** A child that works for some seconds and says when it is done. */
export async function task(ready: Event, seconds: number): Promise<void> {
  console.log(`child ${process.pid} is running, my parent is ${process.ppid}`)
  await ready.set()
  await sleep(seconds)
  console.log(`child ${process.pid} is done`)
  mark('work-done', Date.now())
}
