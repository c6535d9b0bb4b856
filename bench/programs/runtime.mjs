// Measures the runtime from inside a program of its own; tells one JSON object.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Lock, Process, Queue, SimpleQueue, main } from 'forkscope/multiprocessing'

const now = () => performance.timeOrigin + performance.now()
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function firstLine(answers) {
  await answers.put(now())
}

export async function produce(queue, count) {
  for (let number = 0; number < count; number++) await queue.put('x'.repeat(100))
}

/** Milliseconds from asking for a process to the first line of the user's code in it, in turn with a bare fork. */
async function starts(times) {
  const answers = new SimpleQueue()
  const [ours, bare] = [[], []]
  for (let time = 0; time < times; time++) {
    const before = now()
    const child = new Process({ target: firstLine, args: [answers] })
    await child.start()
    ours.push((await answers.get()) - before)
    await child.join()
    const forked = now()
    const other = fork(fileURLToPath(new URL('first-line.mjs', import.meta.url)))
    const [line] = await once(other, 'message')
    bare.push(line - forked)
    await once(other, 'exit')
  }
  return { startMs: median(ours.slice(1)), bareForkMs: median(bare.slice(1)) }
}

/** Microseconds for an acquire and a release that nobody else wants. */
async function lockRound(rounds) {
  const lock = new Lock()
  await lock.with(() => {})
  const before = performance.now()
  for (let round = 0; round < rounds; round++) {
    await lock.acquire()
    await lock.release()
  }
  return ((performance.now() - before) * 1000) / rounds
}

/** Items of 100 bytes each second, from a child to this process. */
async function throughput(count) {
  const queue = new Queue()
  const child = new Process({ target: produce, args: [queue, count] })
  await child.start()
  await queue.get()
  const before = performance.now()
  for (let got = 1; got < count; got++) await queue.get()
  const rate = ((count - 1) * 1000) / (performance.now() - before)
  await child.join()
  return rate
}

main(import.meta, async () => {
  const start = await starts(15)
  const lockUs = await lockRound(3000)
  const itemsPerSecond = await throughput(20_000)
  console.log(JSON.stringify({ ...start, lockUs, itemsPerSecond }))
})
