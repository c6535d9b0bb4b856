import { Barrier, Event, main, mark, parameter, Process, sleep, sleepSync } from 'forkscope/multiprocessing'
import { attend, compute, doze } from './targets.ts'

main(import.meta, async () => {
  const seconds = 2 / parameter('speed')
  const ready = new Barrier(5)
  const [over, never] = [new Event(), new Event()]
  const swapped = parameter('swap') === 1

  const running = new Process({ target: swapped ? doze : compute, args: [ready], name: 'running' })
  const sleeping = new Process({ target: swapped ? compute : doze, args: [ready], name: 'sleeping' })
  const stopped = new Process({ target: attend, args: [ready, over], name: 'stopped' })
  const ended = new Process({ target: attend, args: [ready, never], name: 'ended' })
  const all = [running, sleeping, stopped, ended]
  for (const each of all) await each.start()
  await ready.wait()
  mark('look-from')
  await sleep(seconds / 2)

  if (parameter('noStop') === 0) process.kill(stopped.pid ?? 0, 'SIGSTOP')
  ended.kill()
  // Blocked, this process cannot take its child's exit status; asleep, Node takes it the moment the child ends.
  if (parameter('reapAtOnce') === 1) await sleep(seconds)
  else sleepSync(seconds)
  mark('look-to')

  if (parameter('noJoin') === 1) process.abort()
  await ended.join()
  if (parameter('noContinue') === 1) stopped.kill()
  else process.kill(stopped.pid ?? 0, 'SIGCONT')
  mark('continued')
  await sleep(seconds / 2)
  await over.set()
  await stopped.join()
  for (const each of [running, sleeping]) each.terminate()
  for (const each of [running, sleeping]) await each.join()
})
