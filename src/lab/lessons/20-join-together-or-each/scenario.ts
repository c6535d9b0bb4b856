import { Event, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { worker } from './targets.ts'

interface Task {
  readonly child: Process
  readonly go: Event
}

/** Returns when the child could begin: how long a start takes is not what is compared here. */
async function prepare(round: string, name: string, seconds: number): Promise<Task> {
  const [ready, go] = [new Event(), new Event()]
  const child = new Process({ target: worker, args: [round, ready, go, seconds], name })
  const before = performance.now()
  await child.start()
  await ready.wait()
  mark(`${round}-start`, performance.now() - before)
  return { child, go }
}

/** @returns how long the join took, in milliseconds */
async function timedJoin({ child }: Task): Promise<number> {
  const before = performance.now()
  await child.join()
  return performance.now() - before
}

/** Starts all, then joins all. */
async function together(round: string, work: readonly number[]): Promise<void> {
  const tasks: Task[] = []
  for (const [index, seconds] of work.entries()) tasks.push(await prepare(round, `${round}-${index + 1}`, seconds))
  const before = performance.now()
  await Promise.all(tasks.map(({ go }) => go.set()))
  const joins: number[] = []
  for (const task of tasks) joins.push(await timedJoin(task))
  tell(round, performance.now() - before, joins)
}

/** Starts one and joins it before the next is started. */
async function each(round: string, work: readonly number[]): Promise<void> {
  const joins: number[] = []
  for (const [index, seconds] of work.entries()) {
    const task = await prepare(round, `${round}-${index + 1}`, seconds)
    await task.go.set()
    joins.push(await timedJoin(task))
  }
  tell(round, sum(joins), joins)
}

function tell(round: string, elapsed: number, joins: readonly number[]): void {
  console.log(`${round}: ${(elapsed / 1000).toFixed(2)} s`)
  mark(`${round}-elapsed`, elapsed)
  for (const ms of joins) mark(`${round}-join`, ms)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

main(import.meta, async () => {
  const unit = 0.5 / parameter('speed')
  const work = ['first', 'second', 'third'].map((name) => parameter(name) * unit)
  const swapped = parameter('swap') === 1
  await (swapped ? each : together)('together', work)
  await (swapped ? together : each)('each', work)
})
