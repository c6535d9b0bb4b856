import type { Link } from './link.ts'
import { Lock, RLock, type Acquirable } from './lock.ts'
import { as, newName, restore, restoreWith, SharedObject } from './shared-object.ts'
import { describe, timeoutMs } from './timeout.ts'

/** Processes give up a lock until another one notifies them, and have it again afterwards. */
export class Condition extends SharedObject {
  readonly #lock: Acquirable

  /** @param lock an RLock of its own without one */
  constructor(lock: Lock | RLock = new RLock()) {
    if (!(lock instanceof Lock || lock instanceof RLock)) {
      throw new TypeError(`lock must be a Lock or an RLock, not ${describe(lock)}.`)
    }
    super(() => ({ kind: 'condition', id: newName('Condition'), lock: lock.handle }))
    this.#lock = lock
  }

  /** The lock is known before what depends on it. @internal */
  override open(): Link {
    this.#lock.open()
    return super.open()
  }

  acquire(block = true, timeout?: number): Promise<boolean> {
    return this.#lock.acquire(block, timeout)
  }

  release(): Promise<void> {
    return this.#lock.release()
  }

  with<T>(body: () => T | Promise<T>): Promise<T> {
    return this.#lock.with(body)
  }

  /** @returns false when nobody notified in time @throws AssertionError without the lock */
  async wait(timeout?: number): Promise<boolean> {
    return (await this.ask({ op: 'condition-wait', ...timeoutMs(timeout) })).value === true
  }

  /** Waits until the predicate holds. @returns its last value */
  async waitFor<T>(predicate: () => T | Promise<T>, timeout?: number): Promise<T> {
    const limit = timeoutMs(timeout).timeoutMs
    const until = limit === undefined ? undefined : performance.now() + limit
    for (;;) {
      const result = await predicate()
      if (result) return result
      const rest = until === undefined ? undefined : (until - performance.now()) / 1000
      if (rest !== undefined && rest <= 0) return result
      await this.wait(rest)
    }
  }

  /** Wakes so many of those who wait. @throws AssertionError without the lock */
  async notify(n = 1): Promise<void> {
    await this.ask({ op: 'notify', count: n })
  }

  async notifyAll(): Promise<void> {
    await this.ask({ op: 'notify', count: Number.MAX_SAFE_INTEGER })
  }
}

restoreWith(['condition'], (spec) => {
  if (spec.kind !== 'condition') throw new TypeError('This is no condition.')
  const lock = restore(spec.lock, undefined)
  return as(spec, () => new Condition(lock as Lock))
})
