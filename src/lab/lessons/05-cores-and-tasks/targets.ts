import { type Barrier, type Event, type Queue, sleepSync } from 'forkscope/multiprocessing'
import { allowedCpus, currentCpu } from '../os-tools.ts'
import { clockMs, computeUntil, type Stretch } from '../stretches.ts'

/** What a task does: compute for so long, then block for so long. 0: not at all. Milliseconds. */
export interface Habit {
  readonly computeMs: number
  readonly blockMs: number
}

/** What a task knows afterwards. */
export interface Account {
  readonly name: string
  readonly pid: number
  /** When it was on a CPU, and when it was blocked. */
  readonly onCpu: readonly Stretch[]
  readonly blocked: readonly Stretch[]
  /** The CPUs on which it found itself, one after another; the same twice in a row counts once. */
  readonly cpus: readonly number[]
  /** How many CPUs it was allowed to use. */
  readonly allowed: number
}

/** Computes and blocks by turns until the time is up. */
export async function task(
  name: string,
  habit: Habit,
  seconds: number,
  ready: Barrier,
  begin: Event,
  done: Queue<Account>,
): Promise<void> {
  await ready.wait()
  await begin.wait()
  const until = clockMs() + seconds * 1000
  const [onCpu, blocked, cpus]: [Stretch[], Stretch[], number[]] = [[], [], []]
  while (clockMs() < until) {
    if (habit.computeMs > 0) onCpu.push(...computeUntil(Math.min(until, clockMs() + habit.computeMs)))
    const cpu = currentCpu()
    if (cpu !== cpus.at(-1)) cpus.push(cpu)
    if (habit.blockMs === 0) continue
    const from = clockMs()
    sleepSync(habit.blockMs / 1000)
    blocked.push([from, clockMs()])
  }
  await done.put({ name, pid: process.pid, onCpu, blocked, cpus, allowed: allowedCpus().length })
}
