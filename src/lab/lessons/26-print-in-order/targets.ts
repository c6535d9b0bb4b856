import { type Barrier, mark, sleep } from 'forkscope/multiprocessing'

/** Prints its number after some units of time. */
export async function task(number: number, units: number, unitSeconds: number, begin?: Barrier): Promise<void> {
  await begin?.wait()
  mark('in', units)
  await sleep(units * unitSeconds)
  console.log(`-------->${number}`)
  mark('out')
}
