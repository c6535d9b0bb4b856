import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Account, Work } from './targets.ts'

/**
 * Does the work in so many threads of this process, all beginning together.
 * @param module URL of the module that a thread executes
 * @param place told each thread's number in the OS before they begin
 */
export async function inThreads(
  count: number,
  module: URL,
  orders: Readonly<Record<string, Work>>,
  place: (thread: number, index: number) => void,
): Promise<readonly Account[]> {
  const threads = Array.from({ length: count }, () => new Worker(module, { workerData: orders }))
  const numbers = await Promise.all(threads.map(async (thread): Promise<unknown> => (await once(thread, 'message'))[0]))
  for (const [index, number] of numbers.entries()) place(Number(number), index)
  const accounts = threads.map(async (thread): Promise<Account> => {
    const [account]: unknown[] = await once(thread, 'message')
    await thread.terminate()
    return account as Account
  })
  for (const thread of threads) thread.postMessage('begin')
  return Promise.all(accounts)
}
