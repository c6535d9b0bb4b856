import type { ObjectRequest } from '../protocol.ts'
import type { Call, Caller, Client } from './client.ts'
import { type SharedState, type Tools, unknownOperation } from './shared-state.ts'
import { WaitLine } from './wait-line.ts'

type Kind = 'lock' | 'rlock' | 'semaphore' | 'bounded-semaphore'

const tooOften = 'semaphore or lock released too many times'

/** Lock, RLock and both semaphores, as CPython's `SemLock` has them: one counter, first come, first served. */
export class SemaphoreState implements SharedState {
  readonly id: string
  readonly #kind: Kind
  readonly #most: number
  readonly #tools: Tools
  readonly #line: WaitLine
  #value: number
  /** The last one to get it; who has died holding it still holds it. */
  #holder: number | undefined
  /** How often its owner has acquired a recursive lock. */
  #depth = 0

  constructor(id: string, kind: Kind, value: number, tools: Tools) {
    this.id = id
    this.#kind = kind
    this.#value = value
    this.#most = kind === 'semaphore' ? Number.MAX_SAFE_INTEGER : this.#value
    this.#tools = tools
    this.#line = new WaitLine(tools.suspect)
  }

  get holder(): number | undefined {
    return this.#kind === 'lock' || this.#kind === 'rlock' ? this.#holder : undefined
  }

  handle(request: ObjectRequest, call: Call): void {
    switch (request.op) {
      case 'acquire':
        return this.#acquire(call, request.block ? request.timeoutMs : 0, request.block)
      case 'release':
        return this.#release(call)
      case 'value':
        return call.answer(this.#value)
      default:
        return unknownOperation(this.id, request)
    }
  }

  forget(client: Client): void {
    this.#line.forget(client)
  }

  cancel(client: Client, id: number): void {
    this.#line.cancel(client, id)
  }

  isHeldBy(client: Client): boolean {
    return this.#holder === client.pid
  }

  /** For a condition: gives it up at whatever depth. @returns the depth, to take it back with */
  giveUp(by: Caller): number {
    const depth = this.#depth
    this.#trace(by, 'release')
    this.#pass()
    return depth
  }

  /** For a condition: takes it back, however long that takes. */
  takeBack(call: Call, depth: number, then: () => void): void {
    this.#trace(call, 'request', this.#holder)
    this.#take(call, depth, then)
  }

  #acquire(call: Call, timeoutMs: number | undefined, block: boolean): void {
    const { client } = call
    if (this.#kind === 'rlock' && this.isHeldBy(client)) {
      this.#depth += 1
      return call.answer(true)
    }
    this.#trace(call, 'request', this.#holder)
    const answered = (): void => call.answer(true)
    const tooLate = (): void => {
      this.#trace(call, block ? 'timeout' : 'refused', this.#holder)
      call.answer(false)
    }
    if (this.#value === 0 && timeoutMs !== undefined && timeoutMs <= 0) return tooLate()
    return this.#take(call, 1, answered, timeoutMs, tooLate)
  }

  #take(call: Call, depth: number, then: () => void, timeoutMs?: number, expired?: () => void): void {
    const granted = (): void => {
      this.#value -= 1
      this.#holder = call.client.pid
      this.#depth = depth
      this.#trace(call, 'acquire', call.client.pid)
      then()
    }
    if (this.#value > 0) granted()
    else this.#line.add(call, this.id, granted, timeoutMs, expired)
  }

  #release(call: Call): void {
    if (this.#kind === 'rlock') {
      if (!this.isHeldBy(call.client)) {
        return call.refuse('AssertionError', 'attempt to release recursive lock not owned by thread')
      }
      this.#depth -= 1
      if (this.#depth > 0) return call.answer()
    } else if (this.#value >= this.#most) {
      return call.refuse('ValueError', tooOften)
    }
    this.#trace(call, 'release')
    // The answer first: whoever gets it next learns of it later than who gave it.
    call.answer()
    return this.#pass()
  }

  #pass(): void {
    this.#value += 1
    this.#depth = 0
    this.#holder = undefined
    this.#line.grantNext()
  }

  #trace(by: Caller, action: 'request' | 'acquire' | 'release' | 'timeout' | 'refused', holder?: number): void {
    const { client, code } = by
    const optional = { ...(holder !== undefined && { holder }), ...(code && { code }) }
    this.#tools.trace({ kind: 'lock', pid: client.pid, lock: this.id, action, ...optional })
  }
}
