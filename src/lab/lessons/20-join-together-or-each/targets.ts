import { type Event, mark, sleep } from 'forkscope/multiprocessing'

/** Is ready, waits for the signal to begin, works for some seconds, and tells from when to when it worked. */
export async function worker(round: string, ready: Event, go: Event, seconds: number): Promise<void> {
  await ready.set()
  await go.wait()
  mark(`${round}-from`, Date.now())
  console.log(`${round}: ${process.pid} works for ${seconds.toFixed(2)} s`)
  await sleep(seconds)
  mark(`${round}-to`, Date.now())
}
