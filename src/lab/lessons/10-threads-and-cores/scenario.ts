import { Barrier, cpuCount, Event, main, mark, parameter, Process, Queue } from 'forkscope/multiprocessing'
import { allowedCpus, confine, confineThread } from '../os-tools.ts'
import { bothMs, coveredMs } from '../stretches.ts'
import { type Account, asProcess, asTask, threadOrder, type Work } from './targets.ts'
import { inThreads } from './threads.ts'

function tell(label: string, [one, other]: readonly Account[]): void {
  if (one === undefined || other === undefined) return
  const both = Math.round(bothMs(one.onCpu, other.onCpu))
  const any = Math.round(coveredMs([...one.onCpu, ...other.onCpu]))
  const elapsed = Math.round(Math.max(one.to, other.to) - Math.min(one.from, other.from))
  mark(label, { bothMs: both, anyMs: any, elapsedMs: elapsed })
  console.log(`${label}: ${elapsed} ms; at least one computed for ${any} ms, both in the same moment for ${both} ms`)
}

main(import.meta, async () => {
  const scale = 1 / parameter('speed')
  const linux = process.platform === 'linux'
  const cpus = linux ? allowedCpus() : Array.from({ length: cpuCount() }, (_, index) => index)
  mark('allowed-cpus', cpus.length)
  console.log(`cpuCount() says ${cpuCount()}; this process may use ${cpus.length}`)
  // Each on a CPU of its own: whether they run at once is then up to threads and processes, not to the scheduler.
  const cpuOf = (index: number): number => cpus[index % cpus.length] ?? 0

  const computing: Work = { computes: parameter('onlyWaits') === 0, seconds: 1.5 * scale }
  const waiting: Work = { computes: parameter('onlyComputes') === 1, seconds: 1.4 * scale }
  const atOnce: Work = { ...computing, leastCpuMs: 600 * scale }
  const threads = (work: Work): Promise<readonly Account[]> =>
    inThreads(2, new URL('targets.js', import.meta.url), { [threadOrder]: work }, (thread, index) => {
      if (linux) confineThread(thread, cpuOf(index))
    })

  if (parameter('loopAsThreads') === 1) tell('computing-in-one-loop', await threads(atOnce))
  else tell('computing-in-one-loop', await Promise.all([asTask(computing), asTask(computing)]))
  tell('computing-in-threads', await threads(atOnce))

  const [ready, compute, wait, done] = [new Barrier(3), new Event(), new Event(), new Queue<Account>()]
  const processes: Process[] = []
  for (const name of ['one', 'other']) {
    const rounds = [
      [compute, atOnce],
      [wait, waiting],
    ] as const
    const each = new Process({ target: asProcess, args: [ready, rounds, done], name })
    await each.start()
    processes.push(each)
  }
  await ready.wait()
  if (linux) for (const [index, { pid }] of processes.entries()) confine(pid ?? 0, [cpuOf(index)])
  await compute.set()
  tell('computing-in-processes', [await done.get(), await done.get()])

  tell('waiting-in-one-loop', await Promise.all([asTask(waiting), asTask(waiting)]))
  await wait.set()
  tell('waiting-in-processes', [await done.get(), await done.get()])
  for (const each of processes) await each.join()
})
