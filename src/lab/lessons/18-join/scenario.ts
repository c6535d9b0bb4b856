import { Event, main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { task } from './targets.ts'

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const ready = new Event()
  const child = new Process({ target: task, args: [ready, seconds], name: 'child' })
  await child.start()
  await ready.wait()

  if (parameter('join') === 1) await child.join()
  mark('main-goes-on', Date.now())
  console.log(
    `main ${process.pid} goes on; ${child.pid} is ${isInTable(child.pid) ? 'in' : 'not in'} the process table`,
  )
  mark('in-table', isInTable(child.pid))
  mark('object', { pid: child.pid, exitCode: child.exitCode })

  // Stays a while, so that whoever says the entry goes with the main process can look.
  await sleep(seconds)
  console.log(`main ${process.pid} ends`)
})

/** Asks the OS: signal 0 is never sent, but says whether there is anybody to send it to. */
function isInTable(pid = 0): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
