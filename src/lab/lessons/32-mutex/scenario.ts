import { Barrier, Lock, main, parameter, Process, Queue, sleep } from 'forkscope/multiprocessing'
import { write } from './targets.ts'

const names = ['writer-1', 'writer-2', 'writer-3']

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const mutex = new Lock()
  const locks = parameter('lock') === 1 ? [mutex] : []
  const begin = new Barrier(names.length + 1)
  const turns = new Queue<number>()
  const writers = names.map(
    (name) => new Process({ target: write, args: [name, begin, turns, seconds, ...locks], name }),
  )
  for (const writer of writers) await writer.start()
  await begin.wait()

  if (parameter('killHolder') === 1) {
    const holder = await turns.get()
    await sleep(seconds / 2)
    writers.find(({ pid }) => pid === holder)?.kill()
    console.log(`main: killed ${holder} while it had the lock`)
    await sleep(2 * seconds)
    for (const writer of writers) writer.terminate()
  }
  for (const writer of writers) await writer.join()
})
