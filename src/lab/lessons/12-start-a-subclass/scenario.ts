import { main, mark, parameter, type Process } from 'forkscope/multiprocessing'
import { Forgetful, Greeter } from './targets.ts'

const isOn = (name: string): boolean => parameter(name) === 1

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const child = make(seconds)
  mark('sent', { name: child?.name ?? 'greeter', seconds })

  // start() makes the process, and the process calls run(). Calling run() makes none.
  if (isOn('callRun')) await child?.run()
  else await child?.start()
  console.log(`main ${process.pid}: this is the last line of my code`)
  mark('code-ended', Date.now())
})

function make(seconds: number): Process | undefined {
  if (!isOn('forgetSuper')) return new Greeter(isOn('noName') ? undefined : 'greeter', seconds)
  try {
    return new Forgetful('greeter')
  } catch (error) {
    mark('refused', String(error))
    console.log(`main: no object was made: ${String(error)}`)
    return undefined
  }
}
