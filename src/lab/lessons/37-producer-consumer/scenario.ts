import { Barrier, main, mark, parameter, Process, Queue } from 'forkscope/multiprocessing'
import { consumer, producer } from './targets.ts'

const producers = 3
const consumers = 2
const items = 6

main(import.meta, async () => {
  const unit = 1 / parameter('speed')
  const queue = new Queue<string | null>(parameter('maxsize'))
  const ready = new Barrier(producers + consumers + 1)

  const making = Array.from({ length: producers }, (_, index) => {
    const name = `producer-${index + 1}`
    return new Process({ target: producer, args: [queue, ready, name, items, unit / 2], name })
  })
  const eating = Array.from({ length: consumers }, (_, index) => {
    const name = `consumer-${index + 1}`
    const dies = index === 0 && parameter('die') === 1
    return new Process({ target: consumer, args: [queue, ready, unit, dies], name })
  })
  for (const child of [...making, ...eating]) await child.start()
  await ready.wait()

  for (const child of making) await child.join()
  mark('producers-ended')
  console.log('main: everything is made; now the end marks')
  // Only after the last item: whoever gets a mark stops.
  for (let count = 0; count < parameter('marks'); count += 1) await queue.put(null)

  // A consumer without a mark would wait for ever; by now one alone would have eaten everything.
  const patience = setTimeout(
    () => {
      console.log('main: somebody still waits for an item; I end it')
      for (const child of eating) if (child.isAlive()) child.terminate()
    },
    producers * items * unit * 1200,
  )
  patience.unref()
  for (const child of eating) await child.join()
})
