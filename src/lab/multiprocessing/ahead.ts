import type { callSite } from './call-site.ts'
import type { Link, Reply } from './link.ts'

/** What this process was lent of a queue before it asked for it. */
export class Ahead {
  readonly #queue: string
  readonly #link: Link
  #items: Buffer[] = []

  constructor(queue: string, link: Link) {
    this.#queue = queue
    this.#link = link
    link.onRecall(queue, () => {
      this.#items = []
      link.tell({ op: 'give-back', on: queue })
    })
  }

  /** @param from who wants it @returns the next one, which is got with this */
  take(from: () => ReturnType<typeof callSite>): Buffer | undefined {
    const item = this.#items.shift()
    if (item !== undefined) this.#link.tell({ op: 'took', on: this.#queue, ...from() })
    return item
  }

  /** @returns the item that was asked for, at the head of the reply; undefined when it had been lent before */
  accept({ value, payload }: Reply): Buffer | undefined {
    // Of these it cannot be told any more.
    if (value === 'ahead') return this.take(() => ({}))
    if (!Array.isArray(value)) return payload
    let at = 0
    const [first, ...rest] = value.map((length: number) => payload.subarray(at, (at += length)))
    this.#items.push(...rest)
    return first
  }
}
