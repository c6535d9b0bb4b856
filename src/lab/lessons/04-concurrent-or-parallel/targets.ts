import { type Barrier, type Event, type Queue } from 'forkscope/multiprocessing'
import { clockMs, computeUntil, type Stretch } from '../stretches.ts'

/** One job's round: how long it tried to compute, and when it really was on a CPU. */
export interface Round {
  readonly pid: number
  readonly elapsedMs: number
  readonly onCpu: readonly Stretch[]
}

/** Computes for a while at each signal. */
export async function job(
  ready: Barrier,
  signals: readonly Event[],
  done: Queue<Round>,
  seconds: number,
): Promise<void> {
  await ready.wait()
  for (const signal of signals) {
    await signal.wait()
    const from = clockMs()
    const onCpu = computeUntil(from + seconds * 1000)
    await done.put({ pid: process.pid, elapsedMs: clockMs() - from, onCpu })
  }
}
