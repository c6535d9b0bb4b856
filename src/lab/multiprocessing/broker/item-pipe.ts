import type { Client } from './client.ts'

/** What a kernel pipe holds before its writer has to wait. pipe(7). */
export const pipeBytes = 65_536

interface Item {
  /** Undefined for one that comes back. */
  readonly from: Client | undefined
  readonly bytes: Buffer
}

/**
 * Items on their way, first in, first out. The first 64 KiB are the pipe's; what comes after them still belongs to its
 * writer: it goes when the writer dies, and the writer is told when it has gone into the pipe.
 */
export class ItemPipe {
  readonly #accepted: (item: Item) => void
  #items: Item[] = []
  #head = 0
  /** Items from the head on that are in the pipe, and their bytes. */
  #inside = 0
  #insideBytes = 0

  constructor(accepted: (from: Client) => void) {
    this.#accepted = ({ from }) => from && accepted(from)
  }

  get length(): number {
    return this.#items.length - this.#head
  }

  push(from: Client, bytes: Buffer): void {
    this.#items.push({ from, bytes })
    this.#fill()
  }

  shift(): Buffer | undefined {
    const item = this.#items[this.#head]
    if (item === undefined) return undefined
    this.#head += 1
    if (this.#inside > 0) {
      this.#inside -= 1
      this.#insideBytes -= item.bytes.byteLength
    } else this.#accepted(item)
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    this.#fill()
    return item.bytes
  }

  /** Back to where they came from. */
  unshift(items: readonly Buffer[]): void {
    this.#items = [...items.map((bytes) => ({ from: undefined, bytes })), ...this.#items.slice(this.#head)]
    this.#head = 0
    this.#inside += items.length
    for (const bytes of items) this.#insideBytes += bytes.byteLength
  }

  /** @returns how many items of a dead process were lost: those that were not in the pipe yet */
  forget(from: Client): number {
    const inside = this.#items.slice(this.#head, this.#head + this.#inside)
    const waiting = this.#items.slice(this.#head + this.#inside)
    const kept = waiting.filter((item) => item.from !== from)
    this.#items = [...inside, ...kept]
    this.#head = 0
    this.#fill()
    return waiting.length - kept.length
  }

  #fill(): void {
    for (;;) {
      const next = this.#items[this.#head + this.#inside]
      if (next === undefined || this.#insideBytes + next.bytes.byteLength > pipeBytes) return
      this.#inside += 1
      this.#insideBytes += next.bytes.byteLength
      this.#accepted(next)
    }
  }
}
