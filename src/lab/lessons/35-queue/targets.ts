import { Empty, type Event, Full, mark, type Queue } from 'forkscope/multiprocessing'

/** Puts one item; where there is no room it waits, for ever without a timeout. */
export async function putOne(queue: Queue, item: unknown, trying: Event, timeout?: number): Promise<void> {
  await trying.set()
  try {
    await queue.put(item, true, timeout)
    console.log('fourth put: done')
  } catch (error) {
    if (!(error instanceof Full)) throw error
    mark('gave-up', 'Full')
    console.log('fourth put: Full')
    process.exitCode = 1
  }
}

/** Gets one item; where there is none it waits. */
export async function getOne(queue: Queue, asking: Event, timeout?: number): Promise<void> {
  await asking.set()
  try {
    console.log('one more get:', await queue.get(true, timeout))
  } catch (error) {
    if (!(error instanceof Empty)) throw error
    mark('gave-up', 'Empty')
    console.log('one more get: Empty')
  }
}
