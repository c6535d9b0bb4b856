import { type Event, mark, parentProcess, Process, sleep } from 'forkscope/multiprocessing'

export interface Signals {
  /** All have told once. */
  readonly ready: Event
  /** Tell again. */
  readonly again: Event
  readonly done: Event
}

let remembered: number | undefined

/** Tells who this process is and who its parent is, as the kernel answers, and as the library remembers. */
export function tell(name: string, remember = false): void {
  remembered ??= process.ppid
  const ppid = remember ? remembered : process.ppid
  mark('told-pid', process.pid)
  mark('told-ppid', ppid)
  mark('told-parent', parentProcess()?.pid)
  console.log(`${name}: I am ${process.pid}, my parent is ${ppid}`)
}

export async function child(signals: Signals, seconds: number, remember: boolean, alone: boolean): Promise<void> {
  tell('child')
  if (!alone) await new Process({ target: grandchild, args: [signals, seconds, remember], name: 'grandchild' }).start()
  await signals.again.wait()
  tell('child')
  // Still there for whoever wants to compare.
  await sleep(seconds)
}

export async function grandchild({ ready, again, done }: Signals, seconds: number, remember: boolean): Promise<void> {
  tell('grandchild')
  await ready.set()
  await again.wait()
  tell('grandchild', remember)
  await sleep(seconds)
  await done.set()
}
