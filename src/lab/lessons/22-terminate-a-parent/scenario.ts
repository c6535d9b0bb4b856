import { Event, Lock, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { boss, type Signals } from './targets.ts'

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const lock = new Lock()
  const signals: Signals = { ready: new Event(), stop: new Event(), workDone: new Event() }
  const keepLock = parameter('releaseFirst') === 0
  const process = new Process({ target: boss, args: [lock, signals, seconds, keepLock], name: 'boss' })
  await process.start()
  await signals.ready.wait()

  if (parameter('askKindly') === 1) await signals.stop.set()
  else process.terminate()
  await process.join()
  mark('boss-exit-code', process.exitCode)
  console.log(`main: the boss has ended, its exit code is ${process.exitCode}`)

  const got = await lock.acquire(true, seconds)
  mark('lock-free', got)
  console.log(`main: I waited for the lock and ${got ? 'have got it' : 'gave up: it is still locked'}`)
  if (got) await lock.release()
  await signals.workDone.wait()
})
