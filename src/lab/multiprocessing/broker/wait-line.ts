import type { Call, Client, Wait } from './client.ts'

export interface Waiting {
  readonly call: Call
  readonly granted: () => void
  readonly wait: Wait
  readonly timer: NodeJS.Timeout | undefined
}

/** Those who wait for one thing: first come, first served; the dead and the impatient leave. */
export class WaitLine {
  readonly #waiting: Waiting[] = []
  readonly #changed: (client: Client) => void
  readonly #died: (client: Client, wasFirst: boolean) => void

  /**
   * @param changed is told when somebody begins to wait without a time limit, and when it still waits for something else
   * @param died is told when one has died waiting, not left in good order
   */
  constructor(
    changed: (client: Client) => void = () => {},
    died: (client: Client, wasFirst: boolean) => void = () => {},
  ) {
    this.#changed = changed
    this.#died = died
  }

  get length(): number {
    return this.#waiting.length
  }

  /** @param timeoutMs undefined: for ever */
  add(call: Call, on: string, granted: () => void, timeoutMs?: number, expired: () => void = () => {}): void {
    const wait: Wait = { client: call.client, on, ...(timeoutMs !== undefined && { timed: true }) }
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.#expire(waiting, expired), timeoutMs)
    const waiting: Waiting = { call, granted, wait, timer }
    this.#waiting.push(waiting)
    call.client.lines.add(this)
    call.client.waits.add(wait)
    if (timeoutMs === undefined) this.#changed(call.client)
  }

  /** The first one has got it. @returns whether there was one */
  grantNext(): boolean {
    const next = this.#waiting[0]
    if (next === undefined) return false
    this.#leave(next)
    next.granted()
    return true
  }

  grantAll(): void {
    // Who begins to wait while others are served is not one of them.
    for (let rest = this.#waiting.length; rest > 0; rest -= 1) this.grantNext()
  }

  /** @returns all that waited; the line is empty */
  dismiss(): readonly Call[] {
    const all = [...this.#waiting]
    for (const each of all) this.#leave(each)
    return all.map(({ call }) => call)
  }

  forget(client: Client): void {
    const wasFirst = this.#waiting[0]?.call.client === client
    const waited = this.#waiting.filter(({ call }) => call.client === client)
    for (const each of waited) this.#leave(each)
    if (waited.length > 0 && !client.leaving) this.#died(client, wasFirst)
  }

  /** @returns whether that call was waiting here */
  cancel(client: Client, id: number): boolean {
    const found = this.#waiting.find(({ call }) => call.client === client && call.id === id)
    if (found !== undefined) this.#leave(found)
    return found !== undefined
  }

  #expire(waiting: Waiting, expired: () => void): void {
    this.#leave(waiting)
    expired()
  }

  #leave(waiting: Waiting): void {
    clearTimeout(waiting.timer)
    const at = this.#waiting.indexOf(waiting)
    if (at >= 0) this.#waiting.splice(at, 1)
    const { client } = waiting.call
    client.waits.delete(waiting.wait)
    if (client.waits.size > 0) this.#changed(client)
    if (!this.#waiting.some(({ call }) => call.client === client)) client.lines.delete(this)
  }
}
