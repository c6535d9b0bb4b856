import { Event, main, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { child, grandchild, tell, type Signals } from './targets.ts'

const isOn = (name: string): boolean => parameter(name) === 1

main(import.meta, async () => {
  const seconds = 0.5 / parameter('speed')
  const signals: Signals = { ready: new Event(), again: new Event(), done: new Event() }
  const [flat, remember] = [isOn('flat'), isOn('remember')]
  tell('main')
  const middle = new Process({ target: child, args: [signals, seconds, remember, flat], name: 'child' })
  await middle.start()
  if (flat) await new Process({ target: grandchild, args: [signals, seconds, remember], name: 'grandchild' }).start()
  await signals.ready.wait()
  await sleep(seconds)

  if (isOn('endParent')) {
    console.log(`main: I end ${middle.pid}`)
    middle.kill()
    await middle.join()
  }
  await signals.again.set()
  // Where the grandchild ends with its parent, nobody will say that it is done.
  await signals.done.wait(seconds * 20)
})
