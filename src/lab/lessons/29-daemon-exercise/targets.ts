import { type Event, sleep } from 'forkscope/multiprocessing'

/** The daemon: one unit of work between its two lines. */
export async function foo(ready: Event, unitSeconds: number): Promise<void> {
  console.log(123)
  await ready.set()
  await sleep(unitSeconds)
  console.log('end123')
}

/** No daemon: three units. */
export async function bar(ready: Event, unitSeconds: number): Promise<void> {
  console.log(456)
  await ready.set()
  await sleep(3 * unitSeconds)
  console.log('end456')
}
