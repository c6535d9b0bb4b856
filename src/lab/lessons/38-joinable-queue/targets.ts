import { type Barrier, type JoinableQueue, mark, sleep } from 'forkscope/multiprocessing'

/** Makes items, then waits until each item in the queue is done, whoever made it. */
export async function producer(
  queue: JoinableQueue<string>,
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
  await queue.join()
  mark('all-done')
}

/** Eats for ever; says of each item that it is done: once, as it should be. */
export async function consumer(
  queue: JoinableQueue<string>,
  ready: Barrier,
  unit: number,
  dones: number,
): Promise<void> {
  await ready.wait()
  for (;;) {
    const item = await queue.get()
    await sleep(unit)
    mark('eaten', item)
    console.log(`ate ${item}`)
    for (let done = 0; done < dones; done += 1) await queue.taskDone()
  }
}
