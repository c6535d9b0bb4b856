import { Ahead } from './ahead.ts'
import { callSite } from './call-site.ts'
import { AssertionError, ValueError } from './errors.ts'
import { Feeder } from './feeder.ts'
import { feedNow } from './feeders.ts'
import type { ObjectSpec } from './protocol.ts'
import { fromBytes } from './serialise.ts'
import { as, newName, restoreWith, SharedObject } from './shared-object.ts'
import { describe, timeoutMs } from './timeout.ts'

type QueueSpec = Extract<ObjectSpec, { maxsize: number }>

/** A queue between processes: put buffers, a feeder hands over, get takes. First in, first out for each producer. */
export class Queue<T = unknown> extends SharedObject {
  #feeder: Feeder | undefined
  #ahead: Ahead | undefined
  #closed = false

  /** @param maxsize how many items may be in it at once; 0 or less: any number */
  constructor(maxsize = 0, kind: QueueSpec['kind'] = 'queue') {
    super(() => specOf(kind, maxsize))
  }

  /**
   * Resolves when the item has its slot and is buffered; it is serialised and handed over afterwards.
   * @param timeout seconds to wait for a slot
   * @throws Full without a slot in time; ValueError when this process has closed the queue
   */
  async put(item: T, block = true, timeout?: number): Promise<void> {
    this.#checkOpen()
    const limit = timeoutMs(timeout)
    this.#feeder ??= new Feeder(this.handle.id, this.open())
    const bounded = 'maxsize' in this.handle && this.handle.maxsize > 0
    if (bounded) await this.ask({ op: 'slot', block, ...limit })
    this.#feeder.put(item, this, bounded ? undefined : callSite())
  }

  putNowait(item: T): Promise<void> {
    return this.put(item, false)
  }

  /**
   * @param timeout seconds to wait for an item
   * @throws Empty without an item in time; ValueError when this process has closed the queue
   */
  async get(block = true, timeout?: number): Promise<T> {
    this.#checkOpen()
    const limit = timeoutMs(timeout)
    this.#ahead ??= new Ahead(this.handle.id, this.open())
    let item = this.#ahead.take(callSite)
    while (item === undefined) item = this.#ahead.accept(await this.ask({ op: 'get', block, ...limit }))
    return fromBytes(item) as T
  }

  getNowait(): Promise<T> {
    return this.get(false)
  }

  /** How many slots are taken: items that are still buffered in their producer count. */
  async qsize(): Promise<number> {
    return Number((await this.ask({ op: 'size' })).value)
  }

  /** Whether nothing can be got now; items that are still buffered in their producer do not count. */
  async empty(): Promise<boolean> {
    return (await this.ask({ op: 'empty' })).value === true
  }

  async full(): Promise<boolean> {
    return (await this.ask({ op: 'full' })).value === true
  }

  /** This process neither puts nor gets any more; what is buffered is still handed over. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.tell({ op: 'queue-close', on: this.handle.id, ...callSite() })
  }

  /** Waits until everything buffered is handed over. @throws AssertionError before {@link close} */
  async joinThread(): Promise<void> {
    if (!this.#closed) throw new AssertionError(`Queue ${this.handle.id} not closed`)
    feedNow()
    await this.#feeder?.done()
  }

  /** This process does not wait at its end for what is buffered: that may be lost. */
  cancelJoinThread(): void {
    this.#feeder ??= new Feeder(this.handle.id, this.open())
    this.#feeder.cancel()
  }

  #checkOpen(): void {
    if (this.#closed) throw new ValueError(`Queue ${this.handle.id} is closed`)
  }
}

/** A queue that knows how many of its items are not done yet. */
export class JoinableQueue<T = unknown> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, 'joinable-queue')
  }

  /** An item that was got is done. @throws ValueError when more are done than were put */
  async taskDone(): Promise<void> {
    await this.ask({ op: 'task-done' })
  }

  /** Resolves when every item put so far is done: at any moment in which none is left. */
  async join(): Promise<void> {
    await this.ask({ op: 'queue-join' })
  }
}

function specOf(kind: QueueSpec['kind'], maxsize: unknown): QueueSpec {
  if (typeof maxsize !== 'number' || !Number.isInteger(maxsize)) {
    throw new TypeError(`maxsize must be a whole number of items, not ${describe(maxsize)}.`)
  }
  return { kind, id: newName(kind === 'queue' ? 'Queue' : 'JoinableQueue'), maxsize: Math.max(0, maxsize) }
}

restoreWith(['queue'], (spec) => as(spec, () => new Queue()))
restoreWith(['joinable-queue'], (spec) => as(spec, () => new JoinableQueue()))
