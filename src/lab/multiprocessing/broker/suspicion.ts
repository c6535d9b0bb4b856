import type { Client } from './client.ts'
import { findDeadlock, type Deadlock } from './deadlock.ts'
import type { Notice } from '../protocol.ts'
import type { SharedState } from './shared-state.ts'

/** How long everybody must have waited before it is called a deadlock: messages are on their way for a while. */
const suspicionMs = 100
/** How long answers may take until it is told without those who seem to be busy. */
const graceMs = 100

/** Looks for deadlocks when waits have changed, and asks those who seem to be stuck before it tells of one. */
export class Suspicion {
  readonly #clients: ReadonlyMap<number, Client>
  readonly #objects: ReadonlyMap<string, SharedState>
  readonly #found: (deadlock: Deadlock) => void
  /** Who has been asked whether it is busy, and has not said so. */
  readonly #asked = new Set<Client>()
  #timer: NodeJS.Timeout | undefined
  #grace: NodeJS.Timeout | undefined
  #reported = ''

  /** @param found is told of each deadlock once */
  constructor(
    clients: ReadonlyMap<number, Client>,
    objects: ReadonlyMap<string, SharedState>,
    found: (deadlock: Deadlock) => void,
  ) {
    this.#clients = clients
    this.#objects = objects
    this.#found = found
  }

  /** @param client whose waits have changed: what it said before does not count any more */
  rise(client?: Client): void {
    if (client !== undefined) client.busy = undefined
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#ask()
    }, suspicionMs).unref()
  }

  /** @param answer what that process says of itself */
  answered(client: Client, answer: Extract<Notice, { op: 'busy' }>): void {
    // It had nothing to do but to wait for what was on its way to it: it does something now, or will be asked again.
    if (!answer.busy && answer.seen < client.sent) return this.rise(client)
    client.busy = answer.busy
    this.#asked.delete(client)
    if (this.#asked.size === 0 || this.#grace === undefined) this.#conclude()
  }

  /** That process has gone. */
  forget(client: Client): void {
    this.#asked.delete(client)
    this.rise()
  }

  /** Gives up its timers. */
  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#grace)
  }

  #ask(): void {
    clearTimeout(this.#grace)
    this.#grace = undefined
    this.#asked.clear()
    for (const client of this.#clients.values()) client.busy = undefined
    // Nobody is asked for nothing: first it must look like one.
    const suspected = findDeadlock(this.#clients.values(), this.#objects, () => false)
    if (suspected === undefined) {
      this.#reported = ''
      return
    }
    this.#grace = setTimeout(() => {
      this.#grace = undefined
      this.#conclude()
    }, graceMs).unref()
    for (const pid of new Set(suspected.waiting.map((wait) => wait.pid))) {
      const client = this.#clients.get(pid)
      if (client === undefined) continue
      this.#asked.add(client)
      client.tell({ kind: 'are-you-busy' })
    }
  }

  /** Who has not answered is busy: it computes, or waits for something that the broker does not see. */
  #conclude(): void {
    const found = findDeadlock(this.#clients.values(), this.#objects, ({ busy }) => busy !== false)
    if (found === undefined) return
    // A parent that joins them later makes no other deadlock of it.
    const key = JSON.stringify(found.causes)
    if (key === this.#reported) return
    this.#reported = key
    this.#found(found)
  }
}
