import { readlinkSync } from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { type Barrier, type Event, type Queue, sleep } from 'forkscope/multiprocessing'
import { clockMs, computeUntil, coveredMs, type Stretch } from '../stretches.ts'

/** What is done in a round: computing or waiting, and for how long. */
export interface Work {
  readonly computes: boolean
  readonly seconds: number
  /** Goes on until it had this much of a CPU. */
  readonly leastCpuMs?: number
}

/** How one task's work went. */
export interface Account {
  readonly from: number
  readonly to: number
  readonly onCpu: readonly Stretch[]
}

/** Between two slices the event loop may turn to its other tasks. */
const sliceMs = 5

/** On a busy machine a task gets little of a CPU, and goes on for longer; but not for ever. */
const mostMs = 10_000

/** Does the work as a task of an event loop. Milliseconds of the account: {@link clockMs}. */
export async function asTask({ computes, seconds, leastCpuMs = 0 }: Work): Promise<Account> {
  const from = clockMs()
  const onCpu: Stretch[] = []
  if (!computes) await sleep(seconds)
  const goesOn = (now: number): boolean =>
    now < from + seconds * 1000 || (coveredMs(onCpu) < leastCpuMs && now < from + mostMs)
  while (computes && goesOn(clockMs())) {
    onCpu.push(...computeUntil(clockMs() + sliceMs))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { from, to: clockMs(), onCpu }
}

/** Does the work at each signal, as a process of its own. */
export async function asProcess(
  ready: Barrier,
  rounds: readonly (readonly [signal: Event, work: Work])[],
  done: Queue<Account>,
): Promise<void> {
  await ready.wait()
  for (const [signal, work] of rounds) {
    await signal.wait()
    await done.put(await asTask(work))
  }
}

export const threadOrder = 'forkscope-lesson-10'

/** Does the work as a thread: this module is what such a thread executes. */
function asThread(work: Work): void {
  parentPort?.once('message', () => void asTask(work).then((account) => parentPort?.postMessage(account)))
  // On Linux the thread has a number of its own, by which it can be confined to a CPU.
  parentPort?.postMessage(
    process.platform === 'linux' ? Number(readlinkSync('/proc/thread-self').split('/').at(-1)) : 0,
  )
}

const order: unknown = workerData
if (!isMainThread && typeof order === 'object' && order !== null && threadOrder in order)
  asThread(order[threadOrder] as Work)
