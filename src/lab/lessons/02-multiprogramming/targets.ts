import { type Barrier, type Event, type Queue, sleepSync } from 'forkscope/multiprocessing'
import { type Switches, switches } from '../os-tools.ts'
import { clockMs, type Stretch } from '../stretches.ts'

/** What one job does in one round: bursts of computing, and a wait after each. Milliseconds. */
export interface Work {
  readonly bursts: number
  readonly cpuMs: number
  readonly waitMs: number
}

/** How a job's round went. */
export interface Round {
  readonly from: number
  readonly to: number
  /** When it computed, or wanted to: on a shared CPU it may have had to queue. */
  readonly computing: readonly Stretch[]
  /** The CPU time that it really had. */
  readonly cpuMs: number
  readonly switches: Switches
}

/** Does a round of work whenever its signal comes. */
export async function job(
  ready: Barrier,
  rounds: readonly (readonly [signal: Event, work: Work])[],
  done: Queue<Round>,
): Promise<void> {
  await ready.wait()
  for (const [signal, work] of rounds) {
    await signal.wait()
    await done.put(doRound(work))
  }
}

function doRound({ bursts, cpuMs, waitMs }: Work): Round {
  const before = switches()
  const computing: Stretch[] = []
  const from = clockMs()
  let used = 0
  for (let burst = 0; burst < bursts; burst += 1) {
    const began = clockMs()
    used += compute(cpuMs)
    computing.push([began, clockMs()])
    // Stands for a slow device: the process is blocked until it answers.
    if (waitMs > 0) sleepSync(waitMs / 1000)
  }
  const to = clockMs()
  const after = switches()
  return {
    from,
    to,
    computing,
    cpuMs: used,
    switches: {
      voluntary: after.voluntary - before.voluntary,
      involuntary: after.involuntary - before.involuntary,
    },
  }
}

/** @returns the CPU time used, at least what was asked for. Milliseconds. */
function compute(ms: number): number {
  const before = process.cpuUsage()
  for (;;) {
    let sum = 0
    for (let i = 0; i < 100_000; i += 1) sum += i % 7
    const { user, system } = process.cpuUsage(before)
    if (sum > 0 && user + system >= ms * 1000) return (user + system) / 1000
  }
}
