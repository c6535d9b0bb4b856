import { type Barrier, mark, type Queue, sleep } from 'forkscope/multiprocessing'

/** Makes items, one after the other, and knows nothing of whoever eats them. */
export async function producer(
  queue: Queue<string | null>,
  ready: Barrier,
  name: string,
  items: number,
  unit: number,
): Promise<void> {
  await ready.wait()
  for (let number = 1; number <= items; number += 1) {
    await sleep(unit)
    const item = `${name}: bun ${number}`
    mark('made', item)
    await queue.put(item)
    console.log(`made ${item}`)
  }
}

/** Eats until it gets the end mark. */
export async function consumer(
  queue: Queue<string | null>,
  ready: Barrier,
  unit: number,
  dies: boolean,
): Promise<void> {
  await ready.wait()
  for (;;) {
    const item = await queue.get()
    if (item === null) return
    // What it has taken is in no queue any more.
    if (dies) process.kill(process.pid, 'SIGKILL')
    await sleep(unit)
    mark('eaten', item)
    console.log(`ate ${item}`)
  }
}
