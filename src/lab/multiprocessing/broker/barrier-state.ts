import type { ObjectRequest, ObjectSpec } from '../protocol.ts'
import type { Call, Client } from './client.ts'
import { type SharedState, type Tools, unknownOperation } from './shared-state.ts'
import { WaitLine } from './wait-line.ts'

/** Lets nobody through until all parties have come; broken, it stays so until it is reset. */
export class BarrierState implements SharedState {
  readonly id: string
  readonly holder = undefined
  readonly #parties: number
  readonly #line: WaitLine
  /** Came while the action of the last round was running. */
  readonly #next: (() => void)[] = []
  #round: { readonly call: Call; readonly index: number }[] = []
  /** The last one to come, while it runs the action. */
  #acting: Call | undefined
  #broken = false

  constructor(spec: Extract<ObjectSpec, { kind: 'barrier' }>, tools: Tools) {
    this.id = spec.id
    this.#parties = spec.parties
    this.#line = new WaitLine(tools.suspect)
  }

  handle(request: ObjectRequest, call: Call): void {
    switch (request.op) {
      case 'barrier-wait':
        if (this.#acting === undefined) return this.#arrive(call, request.action, request.timeoutMs)
        this.#next.push(() => this.#arrive(call, request.action, request.timeoutMs))
        return
      case 'action-done':
        call.answer()
        if (this.#acting?.client !== call.client) return
        this.#acting = undefined
        if (request.failed) this.#break()
        else this.#open()
        return this.#admit()
      case 'barrier-reset':
        this.#dismiss()
        this.#broken = false
        return call.answer()
      case 'barrier-abort':
        this.#break()
        return call.answer()
      case 'barrier-waiting':
        return call.answer(this.#acting === undefined ? this.#line.length : 0)
      case 'barrier-broken':
        return call.answer(this.#broken)
      default:
        return unknownOperation(this.id, request)
    }
  }

  forget(client: Client): void {
    this.#line.forget(client)
    this.#round = this.#round.filter(({ call }) => call.client !== client)
    if (this.#acting?.client !== client) return
    this.#acting = undefined
    this.#break()
    this.#admit()
  }

  cancel(client: Client, id: number): void {
    this.#line.cancel(client, id)
  }

  #arrive(call: Call, action: boolean, timeoutMs: number | undefined): void {
    if (this.#broken) return call.refuse('BrokenBarrierError', '')
    const index = this.#freeIndex()
    this.#round.push({ call, index })
    if (this.#round.length < this.#parties) {
      const expired = (): void => {
        call.refuse('BrokenBarrierError', '')
        this.#break()
      }
      const limit = timeoutMs === undefined ? undefined : Math.max(0, timeoutMs)
      return this.#line.add(call, this.id, () => call.answer({ index }), limit, expired)
    }
    if (!action) {
      call.answer({ index })
      return this.#open()
    }
    this.#acting = call
    return call.answer({ index, action: true })
  }

  /** Not the count of those who are there: one of them may have died waiting. */
  #freeIndex(): number {
    const taken = new Set(this.#round.map(({ index }) => index))
    let free = 0
    while (taken.has(free)) free += 1
    return free
  }

  #open(): void {
    this.#round = []
    this.#line.grantAll()
  }

  #break(): void {
    this.#broken = true
    this.#dismiss()
  }

  #dismiss(): void {
    this.#round = []
    for (const call of this.#line.dismiss()) call.refuse('BrokenBarrierError', '')
  }

  #admit(): void {
    for (const arrive of this.#next.splice(0)) arrive()
  }
}
