import { type Barrier, type Lock, mark, type Queue, sleep } from 'forkscope/multiprocessing'

async function threeLines(name: string, seconds: number): Promise<void> {
  mark('in')
  console.log(`${name} 1`)
  await sleep(seconds)
  console.log(`${name} 2`)
  await sleep(seconds)
  console.log(`${name} 3`)
  mark('out')
}

/** Writes its three lines, with the lock if it is given one; tells the queue when it may. */
export async function write(
  name: string,
  begin: Barrier,
  turns: Queue<number>,
  seconds: number,
  mutex?: Lock,
): Promise<void> {
  await begin.wait()
  await mutex?.acquire()
  await turns.put(process.pid)
  await threeLines(name, seconds)
  await mutex?.release()
}
