import { Barrier, JoinableQueue, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { consumer, producer } from './targets.ts'

const producers = 3
const consumers = 2
const items = 2

main(import.meta, async () => {
  const unit = 1 / parameter('speed')
  const queue = new JoinableQueue<string>()
  const ready = new Barrier(producers + consumers + 1)

  const making = Array.from({ length: producers }, (_, index) => {
    const name = `producer-${index + 1}`
    return new Process({ target: producer, args: [queue, ready, name, items, unit / 2], name })
  })
  const eating = Array.from({ length: consumers }, (_, index) => {
    const dones = index === 0 ? parameter('firstDones') : 1
    return new Process({
      target: consumer,
      args: [queue, ready, unit, dones],
      name: `consumer-${index + 1}`,
      daemon: true,
    })
  })
  for (const child of [...making, ...eating]) await child.start()
  await ready.wait()

  // Producers that are not told "done" often enough would wait for ever.
  const patience = setTimeout(
    () => {
      console.log('main: the producers still wait for something to be done; I end them')
      for (const child of making) child.terminate()
    },
    producers * items * unit * 1200,
  )
  patience.unref()
  for (const child of making) await child.join()
  clearTimeout(patience)

  await oneTooMany()
  mark('code-ends')
  console.log('main: everything is eaten; nobody needs the consumers any more')
  // Killed, a process has no orderly exit: nobody terminates its daemons.
  if (parameter('killMain') === 1) process.kill(process.pid, 'SIGKILL')
})

/** More may not be done than was put. */
async function oneTooMany(): Promise<void> {
  const other = new JoinableQueue()
  if (parameter('putFirst') === 1) await other.put('nobody has got this')
  try {
    await other.taskDone()
    mark('too-many', 'accepted')
  } catch (error) {
    mark('too-many', String(error))
  }
}
