import { Event, main, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { type Plan, rule } from './targets.ts'

main(import.meta, async () => {
  const workSeconds = 3 / parameter('speed')
  const plan: Plan = { daemon: parameter('daemon') === 1, ending: parameter('ending'), workSeconds }
  const servantReady = new Event()
  const newcomerReady = new Event()

  const master = new Process({ target: rule, args: [servantReady, newcomerReady, plan], name: 'master' })
  await master.start()
  await servantReady.wait()
  if (plan.ending === 2) master.kill()
  await master.join()
  console.log(`main: the master has ended, exit code ${master.exitCode}; now I listen for its servants`)

  // Longer than a servant's work takes: whoever is still alive has time to say that it is done.
  await sleep(workSeconds + 0.3)
})
