import type { TraceEvent } from '../shared/contract/trace.ts'
import type { SupervisorMessage } from './engine/supervisor-messages.ts'

/** Characters that the engine has yet to take, above which no more is read of what programs write. */
const mostAhead = 1_000_000
/** Of an event besides its text, about. */
const eventSize = 120

let untold: TraceEvent[] = []
let untoldSize = 0
/** Handed over, and not taken by the channel yet. */
let underWay = 0
let held = false
const waiting = new Set<() => void>()

/** What a storm of lines makes in one turn of the loop is one message: one by one the engine would be seconds behind. */
export function traceEvent(event: TraceEvent): void {
  untold.push(event)
  untoldSize += eventSize + (event.kind === 'output' ? event.text.length : 0)
  if (untold.length === 1) setImmediate(tellUntold)
}

/** @returns resolves when it was handed over, after all that was traced before; at once when nobody is there to hear it */
export function tellEngine(message: SupervisorMessage): Promise<void> {
  tellUntold()
  return hand(message)
}

/** @param now whether the engine wants no more for the moment */
export function holdBack(now: boolean): void {
  held = now
  goOn()
}

/** Whether programs write faster than the engine takes it. */
export function isAhead(): boolean {
  return held || underWay + untoldSize > mostAhead
}

/** Resolves when the engine has taken enough for more to be read. */
export function caughtUp(): Promise<void> {
  return isAhead() ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve()
}

function tellUntold(): void {
  if (untold.length === 0) return
  const events = untold
  const size = untoldSize
  untold = []
  untoldSize = 0
  underWay += size
  void hand({ kind: 'events', events }).then(() => {
    underWay -= size
    goOn()
  })
}

function goOn(): void {
  if (isAhead()) return
  for (const resolve of waiting) resolve()
  waiting.clear()
}

function hand(message: SupervisorMessage): Promise<void> {
  return new Promise((resolve) => {
    // A backend that has gone is noticed by `disconnect`; there is nobody to tell.
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve())
    else resolve()
  })
}
