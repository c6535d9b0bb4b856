import { Event, main, mark, parameter, Process, Queue, sleep } from 'forkscope/multiprocessing'
import { ancestorsOf } from './ancestors.ts'
import { child, grandchild } from './targets.ts'

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const settled = new Queue<number>()
  const over = new Event()
  const flat = parameter('flat') === 1

  const middle = new Process({ target: child, args: [settled, over, flat], name: 'child' })
  const youngest = new Process({ target: grandchild, args: [settled, over], name: 'grandchild' })
  await middle.start()
  if (flat) await youngest.start()
  const pid = await settled.get()

  const chain = ancestorsOf(pid, parameter('steps'))
  mark('chain', chain)
  console.log(chain.map((each) => `${each.name} ${each.pid}`).join(' ← '))
  await sleep(seconds)

  if (parameter('endMiddle') === 1) {
    middle.kill()
    await middle.join()
    mark('middle-ended', ancestorsOf(pid, parameter('steps')))
    await sleep(seconds)
  }
  await over.set()
  await settled.get()
  await middle.join()
  if (flat) await youngest.join()
})
