import { mark, sleep } from 'forkscope/multiprocessing'

interface Named {
  readonly name: string
  readonly seconds: number
}

/** Positional arguments. */
export async function task(name: string, seconds: number): Promise<void> {
  mark('got', { name, seconds })
  console.log(`${name} is running in ${process.pid}, child of ${process.ppid}`)
  await sleep(seconds)
  console.log(`${name} is done`)
  mark('work-done', Date.now())
}

/** Named arguments: one object. */
export function taskByName({ name, seconds }: Named): Promise<void> {
  return task(name, seconds)
}
