import type { TraceEvent } from '../shared/contract/trace.ts'
import type { SupervisorMessage } from './engine/supervisor-messages.ts'

let untold: TraceEvent[] = []

/** What a storm of lines makes in one turn of the loop is one message: one by one the engine would be seconds behind. */
export function traceEvent(event: TraceEvent): void {
  untold.push(event)
  if (untold.length === 1) setImmediate(tellUntold)
}

/** @returns resolves when it was handed over, after all that was traced before; at once when nobody is there to hear it */
export function tellEngine(message: SupervisorMessage): Promise<void> {
  tellUntold()
  return hand(message)
}

function tellUntold(): void {
  if (untold.length === 0) return
  const events = untold
  untold = []
  void hand({ kind: 'events', events })
}

function hand(message: SupervisorMessage): Promise<void> {
  return new Promise((resolve) => {
    // A backend that has gone is noticed by `disconnect`; there is nobody to tell.
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve())
    else resolve()
  })
}
