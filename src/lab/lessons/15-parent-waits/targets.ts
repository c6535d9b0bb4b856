import { type Event, mark, Process, sleep } from 'forkscope/multiprocessing'

/** Starts a child and has nothing more to do: its code is at its end while the child works. */
export async function parent(
  ready: Event,
  spared: Event,
  childArgs: readonly [Event, number],
  name: string,
): Promise<void> {
  const child = new Process({ target: worker, args: childArgs, name })
  await child.start()
  await ready.set()
  // The one that is killed never gets beyond this.
  await spared.wait()
  console.log(`parent ${process.pid}: the last line of my code; ${child.pid} is still at work`)
  mark('code-ended', Date.now())
}

export async function worker(done: Event, seconds: number): Promise<void> {
  console.log(`child ${process.pid}: I work, my parent is ${process.ppid}`)
  await sleep(seconds * 2)
  console.log(`child ${process.pid}: my work is done, my parent is ${process.ppid}`)
  mark('work-done', Date.now())
  await done.set()
}
