import { type Barrier, type Event, mark } from 'forkscope/multiprocessing'

const megabyte = 1_048_576

/** Memory counts as held only when something was written to it. */
function hold(megabytes: number): Buffer {
  return Buffer.alloc(megabytes * megabyte, 1)
}

/** Holds some memory; the medium one takes more when asked to. */
export async function holder(
  name: string,
  ready: Barrier,
  grow: Event,
  grown: Event,
  over: Event,
  megabytes: readonly [first: number, more: number],
): Promise<void> {
  const [first, more] = megabytes
  const memory = [hold(first)]
  console.log(`${process.pid} holds ${first} MiB`)
  await ready.wait()
  await grow.wait()
  if (more > 0) memory.push(hold(more))
  if (name === 'medium') await grown.set()
  await over.wait()
  mark(
    'held',
    memory.reduce((sum, { length }) => sum + length / megabyte, 0),
  )
}
