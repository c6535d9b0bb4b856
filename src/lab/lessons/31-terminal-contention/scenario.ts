import { Barrier, Lock, main, parameter, Process } from 'forkscope/multiprocessing'
import { write } from './targets.ts'

const names = ['writer-1', 'writer-2', 'writer-3']

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const begin = new Barrier(names.length)
  const locks = parameter('lock') === 1 ? [new Lock()] : []
  const writers = names.map((name) => new Process({ target: write, args: [name, begin, seconds, ...locks], name }))
  for (const writer of writers) await writer.start()
  for (const writer of writers) await writer.join()
})
