import { type Barrier, type Event, mark } from 'forkscope/multiprocessing'

/** The program: it says who it is, counts its signals, and tells at the end how far it came. */
export async function program(ready: Barrier, signals: readonly Event[], over: Event): Promise<void> {
  mark('executable', process.execPath)
  console.log(`${process.pid}: I am a process of ${process.execPath}`)
  let count = 0
  await ready.wait()
  for (const signal of signals) {
    await signal.wait()
    count += 1
  }
  await over.wait()
  mark('counted', count)
  console.log(`${process.pid}: I counted to ${count}`)
}
