import { Barrier, Event, main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { task } from './targets.ts'

const doomedCount = 4
const isOn = (name: string): boolean => parameter(name) === 1

main(import.meta, async () => {
  const joinFirst = isOn('joinFirst')
  const ready = new Barrier(doomedCount + 2)
  const finish = new Event()
  const never = new Event()
  // Without a name of its own it gets one: class and number.
  const free = new Process({ target: task, args: [ready, finish], ...(isOn('rename') && { name: 'free' }) })
  const doomed = Array.from(
    { length: doomedCount },
    (_, index) => new Process({ target: task, args: [ready, never], name: `sub-process-${index + 1}` }),
  )
  ask(free, 'alive-before-start')
  for (const child of [free, ...doomed]) await child.start()
  await ready.wait()

  // One ends by itself.
  if (joinFirst) await finish.set()
  if (joinFirst) await free.join()
  ask(free, 'alive-after-start')
  await sleep(0.5 / parameter('speed'))
  if (isOn('join')) await finish.set()
  if (isOn('join')) await free.join()
  ask(free, 'alive-after-join')
  mark('free-exit-code', free.exitCode)

  // The others are ended.
  for (const child of doomed) {
    if (isOn('kill')) child.kill()
    else child.terminate()
    if (joinFirst) await child.join()
    ask(child, 'alive-after-terminate')
  }
  for (const child of doomed) {
    if (!isOn('join')) break
    await child.join()
    ask(child, 'alive-after-join')
    mark('doomed-exit-code', child.exitCode)
  }
  await finish.set()
})

function ask(child: Process, when: string): void {
  mark(when, child.isAlive())
  console.log(`main: ${when}: ${child.toString()}`)
}
