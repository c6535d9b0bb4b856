import { Barrier, Event, main, parameter, Process } from 'forkscope/multiprocessing'
import { waiter, worker } from './targets.ts'

main(import.meta, async () => {
  const cpuSeconds = 1 / parameter('speed')
  const ready = new Barrier(3)
  const over = new Event()
  const [first, second] = parameter('swap') === 1 ? (['ask', 'think'] as const) : (['think', 'ask'] as const)

  const thinker = new Process({ target: worker, args: [ready, first, cpuSeconds], name: 'thinker' })
  const asker = new Process({ target: worker, args: [ready, second, cpuSeconds], name: 'asker' })
  const idler = new Process({ target: waiter, args: [ready, over, parameter('busyWait') === 1], name: 'waiter' })
  for (const each of [thinker, asker, idler]) await each.start()

  await thinker.join()
  await asker.join()
  await over.set()
  await idler.join()
})
