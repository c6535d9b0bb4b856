import { type Event, type Queue, sleepSync } from 'forkscope/multiprocessing'

/** Says that all is set up, and computes until it is ended. */
export async function compute(settled: Queue<string>): Promise<void> {
  await settled.put('computing')
  for (;;);
}

/** Says that all is set up, and sleeps until it is ended. */
export async function doze(settled: Queue<string>): Promise<void> {
  await settled.put('dozing')
  sleepSync(3600)
}

/** Says that all is set up, and waits until it may end. */
export async function attend(settled: Queue<string>, over: Event): Promise<void> {
  await settled.put('attending')
  await over.wait()
  console.log(`${process.pid}: I may end, and I do`)
}
