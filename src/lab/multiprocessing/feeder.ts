import { inspect } from 'node:util'
import { pipeBytes } from './broker/item-pipe.ts'
import { feederBegins, feederIsDone, type Feeding, feedSoon } from './feeders.ts'
import type { callSite } from './call-site.ts'
import type { Link } from './link.ts'
import type { CallSite } from './protocol.ts'
import { toBytes } from './serialise.ts'
import { writeError } from './write-error.ts'

/**
 * Takes items out of the buffer of a queue and into its pipe, as CPython's feeder thread does: it serialises them, so
 * what cannot be sent is reported here and dropped, and it waits while the pipe is full.
 */
export class Feeder implements Feeding {
  readonly #queue: string
  readonly #link: Link
  #buffer: unknown[] = []
  /** The first of the buffer that is not sent yet. */
  #head = 0
  /** How many from the end of the buffer have no slot yet. */
  #uncounted = 0
  /** Who put these: all in the same place of the program. */
  #from: ReturnType<typeof callSite> = {}
  /** Bytes of the items that are sent and not in the pipe yet, in order. */
  readonly #outside: number[] = []
  #outsideBytes = 0
  #cancelled = false
  #waiting: (() => void)[] = []

  constructor(queue: string, link: Link) {
    this.#queue = queue
    this.#link = link
    link.onAccepted(queue, (items) => this.#accepted(items))
  }

  /**
   * The item is serialised later: in the next turn of the loop, or before this process asks for or waits for anything.
   * @param from who puts it; undefined: it has its slot, which told it
   */
  put(item: unknown, queue: object, from: ReturnType<typeof callSite> | undefined): void {
    feederBegins(this, queue)
    if (from !== undefined) {
      if (this.#uncounted > 0 && !isSame(from.site, this.#from.site)) this.feed()
      this.#from = from
      this.#uncounted += 1
    }
    this.#buffer.push(item)
    feedSoon(this)
  }

  feed(): void {
    const batch: Buffer[] = []
    let uncounted = 0
    // An item that is larger than the pipe goes alone.
    while (this.#left > 0 && (this.#outside.length === 0 || this.#outsideBytes < pipeBytes)) {
      const counted = this.#left > this.#uncounted
      if (!counted) this.#uncounted -= 1
      const item = this.#buffer[this.#head]
      this.#buffer[this.#head++] = undefined
      const bytes = this.#serialise(item, counted)
      if (bytes === undefined) continue
      batch.push(bytes)
      if (!counted) uncounted += 1
    }
    this.#send(batch, uncounted)
    if (this.#left === 0 || this.#head > 1024) {
      this.#buffer = this.#buffer.slice(this.#head)
      this.#head = 0
    }
    if (this.#isDone()) feederIsDone(this)
    if (this.#uncounted === 0) return
    this.#link.tell({ op: 'announce', on: this.#queue, count: this.#uncounted, ...this.#from })
    this.#uncounted = 0
  }

  /** What is not handed over may be lost at this process's end. */
  cancel(): void {
    this.#cancelled = true
    this.#wake()
  }

  async done(): Promise<void> {
    if (this.#isDone()) return
    this.#link.tell({ op: 'flushing', on: this.#queue })
    const release = this.#link.hold()
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
    release()
    this.#link.tell({ op: 'flushed', on: this.#queue })
  }

  get #left(): number {
    return this.#buffer.length - this.#head
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #isDone(): boolean {
    return this.#cancelled || (this.#left === 0 && this.#outside.length === 0)
  }

  #accepted(items: number): void {
    for (const bytes of this.#outside.splice(0, items)) this.#outsideBytes -= bytes
    this.feed()
    if (this.#isDone()) this.#wake()
  }

  #serialise(item: unknown, counted: boolean): Buffer | undefined {
    try {
      const bytes = toBytes(item, 'item')
      this.#outside.push(bytes.byteLength)
      this.#outsideBytes += bytes.byteLength
      return bytes
    } catch (error) {
      writeError(inspect(error))
      if (counted) this.#link.tell({ op: 'withdraw', on: this.#queue })
      return undefined
    }
  }

  #send(batch: readonly Buffer[], uncounted: number): void {
    const [only] = batch
    if (only === undefined) return
    const lengths = batch.map(({ byteLength }) => byteLength)
    const bytes = batch.length === 1 ? only : Buffer.concat(batch)
    this.#link.tell({ op: 'items', on: this.#queue, lengths, uncounted, ...(uncounted > 0 && this.#from) }, bytes)
  }
}

const isSame = (one: CallSite | undefined, other: CallSite | undefined): boolean =>
  one?.line === other?.line && one?.column === other?.column && one?.file === other?.file
