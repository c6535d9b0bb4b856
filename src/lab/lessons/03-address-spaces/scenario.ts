import { Barrier, Event, main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { writeAtOneAddress } from './same-address.ts'
import { holder } from './targets.ts'

const names = ['small', 'medium', 'large']

main(import.meta, async () => {
  const pause = 1 / parameter('speed')
  const ready = new Barrier(4)
  const [grow, grown, over] = [new Event(), new Event(), new Event()]
  const held = parameter('alike') === 1 ? [40, 40, 40] : [40, 80, 120]
  const children: Process[] = []
  for (const [index, name] of names.entries()) {
    const more = name === 'medium' ? parameter('grow') : 0
    const child = new Process({
      target: holder,
      args: [name, ready, grow, grown, over, [held[index] ?? 0, more]],
      name,
    })
    await child.start()
    children.push(child)
  }
  await ready.wait()
  mark('holding')
  await sleep(pause)

  mark('growing')
  await grow.set()
  await grown.wait()
  mark('grown')
  await sleep(pause)
  mark('over')
  await over.set()
  for (const child of children) await child.join()

  if (process.platform !== 'linux') return
  try {
    const values = await writeAtOneAddress(['red', 'sky', 'sea'], parameter('oneForAll') === 1)
    for (const { pid, address, found } of values) console.log(`${pid} has "${found}" at ${address}`)
    mark('one-address', values)
  } catch (error) {
    mark('one-address', String(error))
  }
})
