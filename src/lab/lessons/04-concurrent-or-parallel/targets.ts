import { type Barrier, type Event, type Queue } from 'forkscope/multiprocessing'
import { clockMs, computeUntil, type Stretch } from '../stretches.ts'

/** One job's round: how long it tried to compute, and when it really was on a CPU. */
export interface Round {
  readonly pid: number
  readonly elapsedMs: number
  readonly onCpu: readonly Stretch[]
}

/** On a busy machine a job gets little of a CPU, and goes on for longer; but not for ever. */
const mostMs = 10_000

/** Computes for a while at each signal, until it had at least so much of a CPU. */
export async function job(
  ready: Barrier,
  rounds: readonly (readonly [signal: Event, leastCpuMs: number])[],
  done: Queue<Round>,
  seconds: number,
): Promise<void> {
  await ready.wait()
  for (const [signal, cpuMs] of rounds) {
    await signal.wait()
    const from = clockMs()
    const onCpu = computeUntil(from + seconds * 1000, { cpuMs, until: from + mostMs })
    await done.put({ pid: process.pid, elapsedMs: clockMs() - from, onCpu })
  }
}
