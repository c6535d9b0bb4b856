import { Event, main, parameter, Process, sleep, sleepSync } from 'forkscope/multiprocessing'
import { brief } from './targets.ts'

const workSeconds = 0.5 / parameter('speed')

main(import.meta, async () => {
  const ready = new Event()
  const child = new Process({ target: brief, args: [ready, workSeconds], name: 'brief' })
  await child.start()
  console.log(`main ${process.pid}: started child ${child.pid}`)
  await ready.wait()

  const busySeconds = workSeconds + parameter('zombieSeconds') / parameter('speed')
  // Blocked, this process cannot take its child's exit status; asleep, Node takes it the moment the child ends.
  if (parameter('reapAtOnce') === 1) await sleep(busySeconds)
  else sleepSync(busySeconds)

  if (parameter('join') === 0) process.abort()
  await child.join()
  console.log(`main ${process.pid}: joined; the exit code is ${child.exitCode}`)
})
