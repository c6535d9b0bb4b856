// Programs as a learner might write them; each waits for states, not for time.
const from = "from 'forkscope/multiprocessing'"

export const orphan = `import { Process, main, sleep } ${from}
export async function late() { await sleep(60) }
main(import.meta, async () => {
  const child = new Process({ target: late, name: 'late' })
  await child.start()
  await sleep(0.7)
  process.kill(process.pid, 'SIGKILL')
})`

/** Its parent ends before it, the main process goes on. */
export const grandchild = `import { Process, main, sleep } ${from}
export async function late() { await sleep(60) }
export async function middle() {
  await new Process({ target: late, name: 'late' }).start()
  await sleep(1.5)
  process.kill(process.pid, 'SIGKILL')
}
main(import.meta, async () => {
  const child = new Process({ target: middle, name: 'middle' })
  await child.start()
  await child.join()
  await sleep(60)
})`

export const daemon = `import { Event, Process, main } ${from}
export async function wait(ready, never) { await ready.set(); await never.wait() }
main(import.meta, async () => {
  const [ready, never] = [new Event(), new Event()]
  await new Process({ target: wait, args: [ready, never], name: 'tied', daemon: true }).start()
  await ready.wait()
  console.log('the main code ends')
})`

export const deadHolder = `import { Event, Lock, Process, main, sleep } ${from}
export async function hold(lock, has) { await lock.acquire(); await has.set(); await sleep(60) }
export async function want(lock) { await lock.acquire(); console.log('never') }
main(import.meta, async () => {
  const [lock, has] = [new Lock(), new Event()]
  const holder = new Process({ target: hold, args: [lock, has], name: 'holder' })
  await holder.start()
  await has.wait()
  const waiter = new Process({ target: want, args: [lock], name: 'waiter' })
  await waiter.start()
  await holder.join()
  await waiter.join()
})`

export const tickets = (locked: boolean): string => `import { Lock, Process, main, sleep } ${from}
export async function write(lock, name) {
  ${locked ? 'await lock.acquire()' : ''}
  for (let line = 1; line <= 3; line += 1) { console.log(name, line); await sleep(0.1) }
  ${locked ? 'await lock.release()' : ''}
}
main(import.meta, async () => {
  const lock = new Lock()
  const all = ['ann', 'bob'].map((name) => new Process({ target: write, args: [lock, name], name }))
  for (const each of all) await each.start()
  for (const each of all) await each.join()
})`

export const missingSentinel = `import { Process, Queue, main } ${from}
export async function cook(queue) { for (let n = 0; n < 4; n += 1) await queue.put(n) }
export async function guest(queue) { for (;;) { const dish = await queue.get(); if (dish === null) return; console.log('ate', dish) } }
main(import.meta, async () => {
  const queue = new Queue(2)
  const all = [cook, guest].map((target) => new Process({ target, args: [queue], name: target.name }))
  for (const each of all) await each.start()
  for (const each of all) await each.join()
})`

export const joinable = `import { JoinableQueue, Process, main } ${from}
export async function eat(queue) { for (;;) { await queue.get(); await queue.taskDone() } }
main(import.meta, async () => {
  const queue = new JoinableQueue()
  await new Process({ target: eat, args: [queue], name: 'eater', daemon: true }).start()
  for (let n = 0; n < 5; n += 1) await queue.put(n)
  await queue.join()
  console.log('all done')
})`

export const waiting = `import { Process, main, sleep } ${from}
export async function wait() { await sleep(60) }
main(import.meta, async () => {
  const child = new Process({ target: wait, name: 'patient' })
  await child.start()
  await child.join()
})`
