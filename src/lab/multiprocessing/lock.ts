import { as, newName, restoreWith, SharedObject } from './shared-object.ts'
import { timeoutMs } from './timeout.ts'

/** What can be acquired and released. */
export abstract class Acquirable extends SharedObject {
  /**
   * @param block false: only tries
   * @param timeout seconds; negative counts as 0; ignored when it only tries
   * @returns whether it was acquired
   */
  async acquire(block = true, timeout?: number): Promise<boolean> {
    const limit = timeoutMs(timeout)
    return (await this.ask({ op: 'acquire', block, ...limit })).value === true
  }

  /** @throws ValueError when it was released more often than acquired */
  async release(): Promise<void> {
    await this.ask({ op: 'release' })
  }

  /** Runs the body while it is held, and releases it whatever happens. */
  async with<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquire()
    try {
      return await body()
    } finally {
      await this.release()
    }
  }
}

/** At most one process has it. It has no owner: any process may release it, and nobody does when its holder dies. */
export class Lock extends Acquirable {
  constructor() {
    super(() => ({ kind: 'lock', id: newName('Lock') }))
  }
}

/** A lock that its owner may acquire again; it releases it as often. The owner is a process. */
export class RLock extends Acquirable {
  constructor() {
    super(() => ({ kind: 'rlock', id: newName('RLock') }))
  }

  /** @throws AssertionError when another process, or nobody, has it */
  override release(): Promise<void> {
    return super.release()
  }
}

restoreWith(['lock'], (spec) => as(spec, () => new Lock()))
restoreWith(['rlock'], (spec) => as(spec, () => new RLock()))
