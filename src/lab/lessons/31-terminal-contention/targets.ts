import { type Barrier, type Lock, mark, sleep } from 'forkscope/multiprocessing'

/** Writes three lines with pauses between them, as fast as everybody else. */
export async function write(name: string, begin: Barrier, seconds: number, mutex?: Lock): Promise<void> {
  await begin.wait()
  await mutex?.acquire()
  mark('in')
  console.log(`${name} 1`)
  await sleep(seconds)
  console.log(`${name} 2`)
  await sleep(seconds)
  console.log(`${name} 3`)
  mark('out')
  await mutex?.release()
}
