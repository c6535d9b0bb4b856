import { Event, main, parameter, Process } from 'forkscope/multiprocessing'
import { mother } from './targets.ts'

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const ready = new Event()
  const done = new Event()
  const parent = new Process({
    target: mother,
    args: [ready, done, seconds, parameter('keepParent') === 1],
    name: 'parent',
  })
  await parent.start()
  await parent.join()
  console.log(`main ${process.pid}: the parent has ended; its exit code is ${parent.exitCode}`)

  // Only a witness: the grandchild is not this process's child, and never becomes one.
  await done.wait()
  console.log(`main ${process.pid}: the child says that it is done`)
})
