import type { Client } from './client.ts'

const mostItems = 256
const mostBytes = 32_768
/** So many gets in a row, none later than this after the one before, make an eager reader. */
const eagerAfter = 8
const eagerMs = 5
/**
 * Others wait so long for what is lent; a reader that blocks its loop does not answer. Long enough for one that only waits
 * for a processor: after it, what comes behind the lent items is got before them.
 */
export const recallMs = 500

/**
 * Items that are handed to a process before it asks for them, because it gets one after the other and is the only one
 * that does: else each would cost a message there and back. Lent items still count, go back when their reader dies or
 * somebody else wants one, and are got when the reader says so.
 */
export class Lending {
  #reader: Client | undefined
  #items: Buffer[] = []
  #streak = 0
  #last = 0
  #recall: NodeJS.Timeout | undefined
  #overdue = false

  /** Whether what is behind the lent items must wait for them. */
  get isFirst(): boolean {
    return this.#items.length > 0 && !this.#overdue
  }

  get length(): number {
    return this.#items.length
  }

  isTo(client: Client): boolean {
    return this.#items.length > 0 && this.#reader === client
  }

  /** @param next gives the item after that @returns what the reader is lent besides the item it has asked for */
  lend(client: Client, next: () => Buffer | undefined): readonly Buffer[] {
    // What another one has not given back stays its own.
    if (this.#items.length > 0) return []
    const now = performance.now()
    this.#streak = client === this.#reader && now - this.#last < eagerMs ? this.#streak + 1 : 0
    this.#reader = client
    this.#last = now
    if (this.#streak < eagerAfter) return []
    for (let bytes = 0; this.#items.length < mostItems && bytes < mostBytes;) {
      const item = next()
      if (item === undefined) break
      bytes += item.byteLength
      this.#items.push(item)
    }
    return this.#items
  }

  /** @returns whether it had been lent that item */
  took(client: Client): boolean {
    const had = this.isTo(client) && this.#items.shift() !== undefined
    if (this.#items.length === 0) this.#settle()
    return had
  }

  /** Asks for what is lent. @param overdue told when it has not come back in time */
  recall(queue: string, overdue: () => void): void {
    this.#streak = 0
    if (this.#items.length === 0 || this.#recall !== undefined) return
    this.#reader?.tell({ kind: 'recall', on: queue })
    this.#recall = setTimeout(() => {
      this.#overdue = true
      overdue()
    }, recallMs).unref()
  }

  /** @returns what that process was lent and has not got */
  giveBack(client: Client): readonly Buffer[] {
    if (!this.isTo(client)) return []
    this.#settle()
    return this.#items.splice(0)
  }

  #settle(): void {
    clearTimeout(this.#recall)
    this.#recall = undefined
    this.#overdue = false
  }
}
