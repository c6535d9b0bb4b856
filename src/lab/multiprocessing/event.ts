import { as, newName, restoreWith, SharedObject } from './shared-object.ts'
import { timeoutMs } from './timeout.ts'

/** A flag that processes wait for. */
export class Event extends SharedObject {
  constructor() {
    super(() => ({ kind: 'event', id: newName('Event') }))
  }

  async isSet(): Promise<boolean> {
    return (await this.ask({ op: 'is-set' })).value === true
  }

  async set(): Promise<void> {
    await this.ask({ op: 'set' })
  }

  async clear(): Promise<void> {
    await this.ask({ op: 'clear' })
  }

  /** @returns whether it was set within that many seconds */
  async wait(timeout?: number): Promise<boolean> {
    return (await this.ask({ op: 'event-wait', ...timeoutMs(timeout) })).value === true
  }
}

restoreWith(['event'], (spec) => as(spec, () => new Event()))
