import { type Event, type Lock, mark, Process, sleep } from 'forkscope/multiprocessing'

export interface Signals {
  /** The worker is at work; before that the boss took the lock. */
  readonly ready: Event
  /** The boss is asked to end by itself. */
  readonly stop: Event
  readonly workDone: Event
}

/** Has a child, holds a lock, and means to clean up at its end. */
export async function boss(lock: Lock, signals: Signals, seconds: number, keepLock: boolean): Promise<void> {
  await lock.acquire()
  if (!keepLock) await lock.release()
  const child = new Process({ target: worker, args: [signals, seconds], name: 'worker' })
  await child.start()
  console.log(`boss ${process.pid}: I ${keepLock ? 'hold' : 'have released'} the lock, and ${child.pid} is my child`)
  try {
    await signals.stop.wait()
  } finally {
    console.log(`boss ${process.pid}: I clean up`)
    mark('cleaned-up')
    if (keepLock) await lock.release()
  }
}

export async function worker({ ready, workDone }: Signals, seconds: number): Promise<void> {
  console.log(`worker ${process.pid}: I work, my parent is ${process.ppid}`)
  await ready.set()
  await sleep(seconds * 2)
  console.log(`worker ${process.pid}: my work is done, my parent is ${process.ppid}`)
  mark('work-done')
  await workDone.set()
}
