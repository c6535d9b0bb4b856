import type { TableEvent } from '../../../../shared/contract/process.ts'
import type { Client } from '../../host/client.ts'
import { receive } from './process-store.ts'

/** Events that come closer together are shown together: the parts of a large table would be drawn one by one. */
const togetherMs = 40

/**
 * Takes the table's stream into the page.
 * @returns the stop: pausing is not to listen, and nobody listening is not to sample
 */
export function followTable(client: Client): () => void {
  const stop = new AbortController()
  const follow = async (): Promise<void> => {
    const show = gather((events) => events.forEach(receive), stop.signal)
    try {
      for await (const event of await client.processes.watch({}, { signal: stop.signal })) show(event)
    } catch {
      // Stopped, or the connection broke; whoever reconnects follows again.
    }
  }
  void follow()
  return () => stop.abort()
}

/** @returns what takes events: the first of a burst is passed on at once, the others together a moment later */
function gather(pass: (events: readonly TableEvent[]) => void, stopped: AbortSignal): (event: TableEvent) => void {
  let waiting: TableEvent[] = []
  let pause: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    pause = undefined
    if (waiting.length === 0 || stopped.aborted) return
    const events = waiting
    waiting = []
    pass(events)
    pause = setTimeout(flush, togetherMs)
  }
  return (event) => {
    waiting.push(event)
    if (pause === undefined) flush()
  }
}
