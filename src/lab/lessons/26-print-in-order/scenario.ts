import { Barrier, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { task } from './targets.ts'

const numbers = [1, 2, 3]

main(import.meta, async () => {
  const unitSeconds = 1 / parameter('speed')
  const together = parameter('together') === 1
  const begin = new Barrier(numbers.length)
  const tasks = numbers.map((number) => {
    const units = parameter('chance') === 1 ? 1 + Math.floor(Math.random() * 3) : 4 - number
    const args = [number, units, unitSeconds, ...(together ? [begin] : [])]
    return new Process({ target: task, args, name: `task-${number}` })
  })

  const began = performance.now()
  if (together) {
    for (const each of tasks) await each.start()
    for (const each of tasks) await each.join()
  } else {
    for (const each of tasks) {
      await each.start()
      await each.join()
    }
  }
  console.log('-------->4')
  mark('elapsed', performance.now() - began)
})
