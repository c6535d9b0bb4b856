import { type Event, Process, type Queue } from 'forkscope/multiprocessing'

/** The youngest: waits until it may end. */
export async function grandchild(settled: Queue<number>, over: Event): Promise<void> {
  console.log(`grandchild ${process.pid}: my parent is ${process.ppid}`)
  await settled.put(process.pid)
  await over.wait()
  console.log(`grandchild ${process.pid}: now my parent is ${process.ppid}`)
  await settled.put(process.pid)
}

/** The middle one: has a child of its own, unless the family is flat, and waits for it. */
export async function child(settled: Queue<number>, over: Event, flat: boolean): Promise<void> {
  console.log(`child ${process.pid}: my parent is ${process.ppid}`)
  if (flat) return void (await over.wait())
  const youngest = new Process({ target: grandchild, args: [settled, over], name: 'grandchild' })
  await youngest.start()
  await youngest.join()
}
