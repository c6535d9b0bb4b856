import { type Barrier, mark, sleep } from 'forkscope/multiprocessing'

/** Prints its number after one, two or three units: which of them, chance decides. */
export async function task(number: number, unitSeconds: number, begin?: Barrier): Promise<void> {
  await begin?.wait()
  const units = 1 + Math.floor(Math.random() * 3)
  mark('in', units)
  await sleep(units * unitSeconds)
  console.log(`-------->${number}`)
  mark('out')
}
