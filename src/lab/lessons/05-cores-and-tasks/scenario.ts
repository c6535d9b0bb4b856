import { Barrier, Event, main, mark, parameter, Process, Queue } from 'forkscope/multiprocessing'
import { allowedCpus, confine } from '../os-tools.ts'
import { atOnceMs, bothMs, coveredMs } from '../stretches.ts'
import { type Account, type Habit, task } from './targets.ts'

/** More would only be more of the same. */
const mostCpus = 4

main(import.meta, async () => {
  const cpus = allowedCpus().slice(0, mostCpus)
  const seconds = 3 / parameter('speed')
  const busy: Habit = { computeMs: 30, blockMs: 0 }
  const blocking: Habit = { computeMs: 30, blockMs: 30 }
  const onlyBlocking: Habit = { computeMs: 0, blockMs: 30 }

  const ready = new Barrier(cpus.length + 3)
  const begin = new Event()
  const done = new Queue<Account>()
  const tasks: Process[] = []
  for (let number = 1; number <= cpus.length + 2; number += 1) {
    const usual = number <= 2 ? blocking : busy
    const habit = parameter('allBlock') === 1 ? onlyBlocking : usual
    const name = `${number <= 2 ? 'blocking' : 'busy'}-${number}`
    const each = new Process({ target: task, args: [name, habit, seconds, ready, begin, done], name })
    await each.start()
    tasks.push(each)
  }
  await ready.wait()
  const fixed = parameter('fixed') === 1
  for (const [index, { pid }] of tasks.entries()) {
    if (pid !== undefined) confine(pid, fixed ? [cpus[index % cpus.length] ?? 0] : cpus)
  }
  await begin.set()

  const accounts: Account[] = []
  for (const _ of tasks) accounts.push(await done.get())
  const atOnce = atOnceMs(accounts.map(({ onCpu }) => onCpu)).map(Math.round)
  const blocked = accounts.filter(({ name }) => name.startsWith('blocking')).flatMap((each) => each.blocked)
  const others = accounts.filter(({ name }) => name.startsWith('busy')).flatMap(({ onCpu }) => onCpu)
  mark('cpus', cpus.length)
  mark('at-once', atOnce)
  mark('while-blocked', { blockedMs: Math.round(coveredMs(blocked)), othersMs: Math.round(bothMs(blocked, others)) })
  mark(
    'moves',
    accounts.map(({ name, pid, cpus: seen, allowed }) => ({
      name,
      pid,
      cpus: seen.slice(0, 30),
      moves: seen.length - 1,
      allowed,
    })),
  )
  console.log(
    `${tasks.length} tasks on ${cpus.length} CPUs; milliseconds with 1, 2, 3 … of them on a CPU: ${atOnce.slice(1).join(', ')}`,
  )
  for (const { name, cpus: seen } of accounts)
    console.log(`${name} was on CPU ${seen.slice(0, 12).join(' → ')}${seen.length > 12 ? ' …' : ''}`)
  for (const each of tasks) await each.join()
})
