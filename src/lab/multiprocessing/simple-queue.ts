import { callSite } from './call-site.ts'
import { OSError } from './errors.ts'
import { Feeder } from './feeder.ts'
import { fromBytes, toBytes } from './serialise.ts'
import { as, newName, restoreWith, SharedObject } from './shared-object.ts'

/** A locked pipe: put waits until its item is in the pipe, and says at once when it cannot be sent. */
export class SimpleQueue<T = unknown> extends SharedObject {
  #feeder: Feeder | undefined
  #closed = false

  constructor() {
    super(() => ({ kind: 'simple-queue', id: newName('SimpleQueue'), maxsize: 0 }))
  }

  /** @throws TypeError, RuntimeError for what cannot be sent */
  async put(item: T): Promise<void> {
    this.checkOpen()
    toBytes(item, 'item')
    this.#feeder ??= new Feeder(this.handle.id, this.open())
    this.#feeder.put(item, this, callSite())
    this.#feeder.feed()
    await this.#feeder.done()
  }

  async get(): Promise<T> {
    this.checkOpen()
    const { payload } = await this.ask({ op: 'get', block: true })
    return fromBytes(payload) as T
  }

  async empty(): Promise<boolean> {
    this.checkOpen()
    return (await this.ask({ op: 'empty' })).value === true
  }

  close(): void {
    this.#closed = true
  }

  /** @internal */
  override checkOpen(): void {
    if (this.#closed) throw new OSError('handle is closed')
  }
}

restoreWith(['simple-queue'], (spec) => as(spec, () => new SimpleQueue()))
