import { Event, main, mark, parameter, Process, Queue, sleep } from 'forkscope/multiprocessing'
import { getOne, putOne } from './targets.ts'

const items = ['hello', { a: 1 }, [3, 3, 3]]

main(import.meta, async () => {
  const wait = 1 / parameter('speed')
  const patience = parameter('timeouts') === 1 ? wait / 2 : undefined
  const queue = new Queue(parameter('maxsize'))

  for (const item of items) await queue.put(item)
  mark('full', await queue.full())
  console.log(`main: ${await queue.qsize()} items are in it; full: ${await queue.full()}`)

  const trying = new Event()
  const fourth = new Process({ target: putOne, args: [queue, 4, trying, patience], name: 'fourth-put' })
  await fourth.start()
  await trying.wait()
  await sleep(wait)

  mark('taking')
  if (parameter('thief') === 1) {
    const thief = new Process({ target: getOne, args: [queue, new Event(), undefined], name: 'thief' })
    await thief.start()
    await thief.join()
  } else await take(queue)
  // Joined: what it put is on its way, and the next gets wait for it.
  await fourth.join()
  for (let left = fourth.exitCode === 0 ? items.length : items.length - 1; left > 0; left -= 1) {
    if (left === 1 && parameter('leaveOne') === 1) break
    await take(queue)
  }
  mark('empty', await queue.empty())
  console.log(`main: empty: ${await queue.empty()}`)

  const asking = new Event()
  const extra = new Process({ target: getOne, args: [queue, asking, patience], name: 'extra-get' })
  await extra.start()
  await asking.wait()
  await sleep(wait)
  mark('giving')
  await queue.put('at last')
  await extra.join()
})

async function take(queue: Queue): Promise<void> {
  const item = await queue.get()
  mark('took', JSON.stringify(item))
  console.log('main: got', item)
}
