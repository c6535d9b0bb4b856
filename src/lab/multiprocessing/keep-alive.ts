import { constants } from 'node:os'

/** What keeps a process alive while it is referenced: a socket, a child. */
interface Handle {
  ref(): unknown
  unref(): unknown
}

/** What the runtime keeps this process alive with now. */
const kept = new Set<KeepAlive>()
/** Told when nothing else is left to do; until then what the runtime waits for keeps nothing alive. */
let asked: (() => void) | undefined
let watching = false

/** A handle of the runtime: it keeps the process alive only while something waits for it. */
export class KeepAlive {
  readonly #handle: Handle

  constructor(handle: Handle) {
    this.#handle = handle
    handle.unref()
  }

  /** @param now whether something waits for it */
  keep(now: boolean): void {
    if (now === kept.has(this)) return
    if (now) kept.add(this)
    else kept.delete(this)
    this.count(now && asked === undefined)
  }

  /** @param now whether it counts for the event loop */
  count(now: boolean): void {
    if (now) this.#handle.ref()
    else this.#handle.unref()
  }
}

/**
 * Tells once when this process has nothing to do but to wait for its children and its broker: no timer, no connection,
 * no file, no work in a thread. libuv itself knows: it would end the process if it were not for the runtime's handles.
 */
export function whenIdle(told: () => void): void {
  if (asked === undefined) for (const each of kept) each.count(false)
  asked = told
  if (watching) return
  watching = true
  const emit = process.emit.bind(process)
  // Node emits it when the event loop has run empty: nobody else may take that for the end of the program.
  Reflect.set(process, 'emit', (...args: unknown[]): unknown =>
    args[0] === 'beforeExit' && goOn() ? true : Reflect.apply(emit, undefined, args),
  )
}

/** @returns whether this process only waits */
function goOn(): boolean {
  if (kept.size === 0 || asked === undefined) return false
  const told = asked
  asked = undefined
  for (const each of kept) each.count(true)
  // If they keep nothing alive, being closed, the end comes in the next turn.
  setImmediate(() => {})
  told()
  return true
}

/** The runtime's own handlers of signals: what they do ends no wait. */
const own = new WeakSet<object>()

/** @returns the handler, which is none of the program's */
export function ownHandler<T extends object>(handler: T): T {
  own.add(handler)
  return handler
}

/** Whether a signal would make this program do something. */
export function handlesSignals(): boolean {
  const handled = process.eventNames().filter((name) => String(name) in constants.signals)
  return handled.some((name) => process.listeners(name as NodeJS.Signals).some((listener) => !own.has(listener)))
}
