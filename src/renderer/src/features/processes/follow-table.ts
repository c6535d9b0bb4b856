import type { Fact } from '../../../../shared/contract/facts.ts'
import type { TableEvent } from '../../../../shared/contract/process.ts'
import type { Client } from '../../host/client.ts'
import { receive } from './process-store.ts'

/** Events that come closer together are shown together: the parts of a large table would be drawn one by one. */
const togetherMs = 12
/** So long the first of them waits at most. */
const atMostMs = 60

/**
 * Takes the table's stream into the page.
 * @param facts what rows must hold besides what they always do
 * @returns the stop: pausing is not to listen, and nobody listening is not to sample
 */
export function followTable(client: Client, facts: readonly Fact[]): () => void {
  const stop = new AbortController()
  const call = new AbortController()
  const follow = async (): Promise<void> => {
    const show = gather(receive, stop.signal)
    try {
      const events = await client.processes.watch({ facts: [...facts] }, { signal: call.signal })
      // A call that is not answered yet cannot be ended: the host would not hear of it and go on.
      stop.signal.addEventListener('abort', () => call.abort())
      if (stop.signal.aborted) call.abort()
      for await (const event of events) show(event)
    } catch {
      // Stopped, or the connection broke; whoever reconnects follows again.
    }
  }
  void follow()
  return () => stop.abort()
}

/** @returns what takes events and passes those that come together on together; a snapshot is passed on at once */
function gather(pass: (events: readonly TableEvent[]) => void, stopped: AbortSignal): (event: TableEvent) => void {
  let waiting: TableEvent[] = []
  let firstAt = 0
  let pause: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(pause)
    const events = waiting
    waiting = []
    if (events.length > 0 && !stopped.aborted) pass(events)
  }
  return (event) => {
    const now = performance.now()
    if (waiting.length === 0) firstAt = now
    waiting.push(event)
    clearTimeout(pause)
    if (event.kind === 'snapshot') flush()
    else pause = setTimeout(flush, Math.min(togetherMs, Math.max(0, firstAt + atMostMs - now)))
  }
}
