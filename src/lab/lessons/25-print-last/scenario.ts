import { Barrier, main, parameter, Process } from 'forkscope/multiprocessing'
import { task } from './targets.ts'

const numbers = [1, 2, 3]

main(import.meta, async () => {
  const unitSeconds = 1 / parameter('speed')
  const begin = new Barrier(numbers.length + 1)
  const together = parameter('joinEach') === 0
  const tasks = numbers.map(
    (number) =>
      new Process({ target: task, args: [number, unitSeconds, ...(together ? [begin] : [])], name: `task-${number}` }),
  )

  if (together) {
    for (const each of tasks) await each.start()
    await begin.wait()
    if (parameter('join') === 1) for (const each of tasks) await each.join()
  } else {
    for (const each of tasks) {
      await each.start()
      await each.join()
    }
  }
  console.log('-------->4')
})
