import { main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { serve } from './targets.ts'

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const daemon = parameter('daemon') === 1
  const servant = new Process({
    target: serve,
    args: [seconds, parameter('catches') === 1],
    name: 'servant',
    daemon,
  })
  await servant.start()
  await servant.join()
  mark('servant-exit', servant.exitCode)
  if (parameter('strict') === 1 && servant.exitCode !== 0) throw new Error('The servant has failed.')
  console.log(`main: the servant ended with exit code ${servant.exitCode}; I go on`)
})
