import { Event, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { parent } from './targets.ts'

interface Family {
  readonly process: Process
  readonly ready: Event
  readonly spared: Event
  readonly done: Event
  readonly kill: boolean
}

function family(name: string, seconds: number, kill: boolean): Family {
  const [ready, spared, done] = [new Event(), new Event(), new Event()]
  const args = [ready, spared, [done, seconds], `child-of-${name}`]
  return { process: new Process({ target: parent, args, name }), ready, spared, done, kill }
}

/** Lets one parent run, kills it if it is to be killed, and notes when its process had ended. */
async function watch({ process, ready, spared, done, kill }: Family): Promise<void> {
  await process.start()
  await ready.wait()
  if (kill) process.kill()
  else await spared.set()
  await process.join()
  mark(`${process.name}-ended`, Date.now())
  console.log(`main: ${process.name} ${process.pid} has ended, its exit code is ${process.exitCode}`)
  await done.wait()
}

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  await Promise.all([
    watch(family('patient', seconds, parameter('killBoth') === 1)),
    watch(family('killed', seconds, parameter('killNone') === 0)),
  ])
})
