import { inspect } from 'node:util'
import { pipeBytes } from './broker/item-pipe.ts'
import { type Feeding, registerFeeder } from './feeders.ts'
import type { Link } from './link.ts'
import { toBytes } from './serialise.ts'

interface Entry {
  readonly item: unknown
  /** It has its slot already. */
  counted: boolean
}

/**
 * Takes items out of the buffer of a queue and into its pipe, as CPython's feeder thread does: it serialises them, so
 * what cannot be sent is reported here and dropped, and it waits while the pipe is full.
 */
export class Feeder implements Feeding {
  readonly #queue: string
  readonly #link: Link
  readonly #buffer: Entry[] = []
  /** Bytes of the items that are sent and not in the pipe yet, in order. */
  readonly #outside: number[] = []
  #outsideBytes = 0
  #cancelled = false
  #waiting: (() => void)[] = []

  constructor(queue: string, link: Link) {
    this.#queue = queue
    this.#link = link
    link.onAccepted(queue, (items) => this.#accepted(items))
    registerFeeder(this)
  }

  put(item: unknown, counted: boolean): void {
    this.#buffer.push({ item, counted })
    this.#feed()
  }

  finish(): void {
    this.#feed()
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

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #isDone(): boolean {
    return this.#cancelled || (this.#buffer.length === 0 && this.#outside.length === 0)
  }

  #accepted(items: number): void {
    for (const bytes of this.#outside.splice(0, items)) this.#outsideBytes -= bytes
    this.#feed()
    if (this.#isDone()) this.#wake()
  }

  #feed(): void {
    // An item that is larger than the pipe goes alone.
    while (this.#buffer.length > 0 && (this.#outside.length === 0 || this.#outsideBytes < pipeBytes)) {
      const { item, counted } = this.#buffer.shift() ?? { item: undefined, counted: true }
      this.#send(item, counted)
    }
    const uncounted = this.#buffer.filter((entry) => !entry.counted)
    if (uncounted.length === 0) return
    this.#link.tell({ op: 'announce', on: this.#queue, count: uncounted.length })
    for (const entry of uncounted) entry.counted = true
  }

  #send(item: unknown, counted: boolean): void {
    let bytes: Buffer
    try {
      bytes = toBytes(item, 'item')
    } catch (error) {
      process.stderr.write(`${inspect(error)}\n`)
      if (counted) this.#link.tell({ op: 'withdraw', on: this.#queue })
      return
    }
    this.#outside.push(bytes.byteLength)
    this.#outsideBytes += bytes.byteLength
    this.#link.tell({ op: 'item', on: this.#queue, counted }, bytes)
  }
}
