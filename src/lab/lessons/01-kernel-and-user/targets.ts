import { openSync, readSync } from 'node:fs'
import { type Barrier, type Event, mark } from 'forkscope/multiprocessing'

/** All that a program can do by itself: its CPU stays in user mode. */
function think(): void {
  let sum = 0
  for (let i = 0; i < 1_000_000; i += 1) sum += i % 7
  if (sum < 0) throw new RangeError('unreachable')
}

/** Asks the kernel for bytes of a file that it has in memory: the kernel copies them, in kernel mode. */
function asker(): () => void {
  const file = openSync(process.execPath, 'r')
  const bytes = Buffer.alloc(1_048_576)
  return () => void readSync(file, bytes, 0, bytes.length, 0)
}

/** Works until it has used that much CPU time, and marks how much of it was spent in which mode. */
export async function worker(ready: Barrier, work: 'think' | 'ask', cpuSeconds: number): Promise<void> {
  const once = work === 'think' ? think : asker()
  await ready.wait()
  mark('began')
  const before = process.cpuUsage()
  let spent = process.cpuUsage(before)
  while (spent.user + spent.system < cpuSeconds * 1_000_000) {
    once()
    spent = process.cpuUsage(before)
  }
  const ms = { user: Math.round(spent.user / 1000), system: Math.round(spent.system / 1000) }
  mark('spent', ms)
  console.log(`${work} ${process.pid}: ${ms.user} ms in user mode, ${ms.system} ms in the kernel`)
}

/** Waits for an event. `busy`: asks again and again instead. */
export async function waiter(ready: Barrier, over: Event, busy: boolean): Promise<void> {
  await ready.wait()
  mark('began')
  const before = process.cpuUsage()
  if (busy) while (!(await over.isSet()));
  else await over.wait()
  const { user, system } = process.cpuUsage(before)
  mark('spent', { user: Math.round(user / 1000), system: Math.round(system / 1000) })
}
