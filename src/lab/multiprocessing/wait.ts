import { callSite, type CallerSite } from './call-site.ts'
import { Connection } from './connection.ts'
import { newController } from './controller.ts'
import { Sentinel } from './sentinel.ts'
import { describe, timeoutMs } from './timeout.ts'

/**
 * Waits until something is ready: a message or the end of file on a connection, the end of a process.
 * @param timeout seconds; 0 only looks
 * @returns all that are ready, in the order given; none when the time is up
 */
export async function wait(
  objects: readonly (Connection | Sentinel)[],
  timeout?: number,
): Promise<(Connection | Sentinel)[]> {
  if (!Array.isArray(objects)) throw new TypeError(`wait takes an array, not ${describe(objects)}.`)
  for (const each of objects) {
    if (each instanceof Connection || each instanceof Sentinel) continue
    throw new TypeError(`wait takes connections and sentinels, not ${describe(each)}.`)
  }
  const { timeoutMs: limit } = timeoutMs(timeout)
  const from = callSite()
  const first = await readyNow(objects)
  if (first.length > 0 || (limit !== undefined && limit <= 0)) return first

  const stop = newController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    if (limit !== undefined) timer = setTimeout(resolve, limit)
  })
  try {
    await Promise.race([late, ...objects.map((each) => untilReady(each, from, stop.signal))])
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
  return readyNow(objects)
}

async function untilReady(each: Connection | Sentinel, from: CallerSite, signal: AbortSignal): Promise<void> {
  if (each instanceof Sentinel) await each.until(from, signal)
  else await each.ready(undefined, signal)
}

async function readyNow(objects: readonly (Connection | Sentinel)[]): Promise<(Connection | Sentinel)[]> {
  const ready = await Promise.all(objects.map(async (each) => (each instanceof Sentinel ? each.ready : each.ready(0))))
  return objects.filter((_, index) => ready[index])
}
