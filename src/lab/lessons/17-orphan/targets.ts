import { readFileSync } from 'node:fs'
import { type Event, mark, Process, sleep } from 'forkscope/multiprocessing'

/** Starts a child, and then ends without waiting for it. */
export async function mother(ready: Event, done: Event, seconds: number, keepAlive: boolean): Promise<void> {
  const child = new Process({ target: orphan, args: [ready, done, seconds], name: 'child' })
  await child.start()
  await ready.wait()
  await sleep(seconds)
  console.log(`parent ${process.pid}: ${keepAlive ? 'I stay until my child is done' : 'I end now, my child runs on'}`)
  if (keepAlive) await child.join()
  // An orderly end would wait for the child; a sudden one cannot.
  else process.kill(process.pid, 'SIGKILL')
}

/** Asks the OS twice who its parent is: at its beginning, and at its end. */
export async function orphan(ready: Event, done: Event, seconds: number): Promise<void> {
  console.log(`child ${process.pid}: my parent is ${process.ppid}`)
  mark('parent-at-first', process.ppid)
  await ready.set()
  await sleep(seconds * 2.5)
  console.log(`child ${process.pid}: my parent is now ${process.ppid} (${nameOf(process.ppid)})`)
  mark('parent-at-last', process.ppid)
  mark('adopter', nameOf(process.ppid))
  await sleep(seconds / 2)
  await done.set()
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return '?'
  }
}
