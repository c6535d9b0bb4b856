import type { ObjectRequest, ObjectSpec } from '../protocol.ts'
import type { Call, Client } from './client.ts'
import type { SemaphoreState } from './semaphore-state.ts'
import { type SharedState, type Tools, unknownOperation } from './shared-state.ts'
import { WaitLine } from './wait-line.ts'

/** Those who gave up a lock until somebody notifies them. */
export class ConditionState implements SharedState {
  readonly id: string
  readonly holder = undefined
  readonly #lock: SemaphoreState
  readonly #line: WaitLine

  constructor(spec: Extract<ObjectSpec, { kind: 'condition' }>, lock: SemaphoreState, tools: Tools) {
    this.id = spec.id
    this.#lock = lock
    this.#line = new WaitLine(tools.suspect)
  }

  handle(request: ObjectRequest, call: Call): void {
    switch (request.op) {
      case 'condition-wait': {
        if (!this.#lock.isHeldBy(call.client)) {
          return call.refuse('AssertionError', 'must acquire() condition before using wait()')
        }
        const depth = this.#lock.giveUp(call)
        const back = (notified: boolean) => (): void => this.#lock.takeBack(call, depth, () => call.answer(notified))
        return this.#line.add(call, this.id, back(true), request.timeoutMs, back(false))
      }
      case 'notify': {
        if (!this.#lock.isHeldBy(call.client)) return call.refuse('AssertionError', 'lock is not owned')
        for (let rest = request.count; rest > 0 && this.#line.grantNext(); rest -= 1);
        return call.answer()
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
