import { main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { task, taskByName } from './targets.ts'

const isOn = (name: string): boolean => parameter(name) === 1

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  mark('sent', { name: 'child 1', seconds })
  mark('sent', { name: 'child 2', seconds })
  // A function cannot travel to another process: only data can.
  const first: readonly unknown[] = ['child 1', isOn('sendFunction') ? () => seconds : seconds]

  if (isOn('callIt')) {
    // The usual slip: task(…) calls it here and now; what would be passed is what it returns.
    await task('child 1', seconds)
    await taskByName({ name: 'child 2', seconds })
  } else {
    const children = [
      new Process({ target: task, args: first, name: 'positional' }),
      new Process({ target: taskByName, kwargs: { name: 'child 2', seconds }, name: 'named' }),
    ]
    for (const child of children) {
      await child.start().catch((error: unknown) => {
        mark('refused', String(error))
        console.log(`main: ${child.name} could not be started: ${String(error)}`)
      })
    }
  }

  console.log(`main ${process.pid}: this is the last line of my code`)
  mark('code-ended', Date.now())
})
