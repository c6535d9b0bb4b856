import { Barrier, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { runner } from './targets.ts'

const isOn = (name: string): boolean => parameter(name) === 1

main(import.meta, async () => {
  const rounds = parameter('rounds')
  const names = ['first', 'second', 'third'].slice(0, isOn('onlyTwo') ? 2 : 3)
  const line = new Barrier(names.length)
  const children = names.map((name, index) => {
    const delay = isOn('delays') ? index / 2 / parameter('speed') : 0
    return new Process({ target: runner, args: [name, line, rounds, delay], name })
  })
  for (const child of isOn('backwards') ? children.toReversed() : children) await child.start()
  if (isOn('joinFirst')) for (const child of children) await child.join()
  mark('main-line')
  console.log(`main ${process.pid}: all are started`)
})
