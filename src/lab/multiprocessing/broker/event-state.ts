import type { ObjectRequest } from '../protocol.ts'
import type { Call, Client } from './client.ts'
import { type SharedState, type Tools, unknownOperation } from './shared-state.ts'
import { WaitLine } from './wait-line.ts'

/** A flag that many can wait for. */
export class EventState implements SharedState {
  readonly id: string
  readonly holder = undefined
  readonly #line: WaitLine
  #set = false

  constructor(id: string, tools: Tools) {
    this.id = id
    this.#line = new WaitLine(tools.suspect)
  }

  handle(request: ObjectRequest, call: Call): void {
    switch (request.op) {
      case 'set':
        this.#set = true
        call.answer()
        return this.#line.grantAll()
      case 'clear':
        this.#set = false
        return call.answer()
      case 'is-set':
        return call.answer(this.#set)
      case 'event-wait': {
        if (this.#set) return call.answer(true)
        const { timeoutMs } = request
        if (timeoutMs !== undefined && timeoutMs <= 0) return call.answer(false)
        const granted = (): void => call.answer(true)
        return this.#line.add(call, this.id, granted, timeoutMs, () => call.answer(false))
      }
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
}
