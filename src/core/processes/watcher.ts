import type { EndedProcess, Process, SampleInfo, TableEvent } from '../../shared/contract/process.ts'

type Change = Extract<TableEvent, { kind: 'change' }>
type Snapshot = Extract<TableEvent, { kind: 'snapshot' }>

const keyOf = (each: { readonly pid: number; readonly startKey: string }): string => `${each.pid}@${each.startKey}`

/** So many that started and ended meanwhile a slow reader is told of; of more it hears nothing. */
const mostBrief = 500

interface Gathered {
  brief: number
  readonly started: Map<string, Process>
  readonly ended: Map<string, EndedProcess>
  readonly changed: Map<string, Process>
  at: number
  sample: SampleInfo
  /** The last one says it: another part follows. */
  more: boolean
}

/**
 * One reader of the table. A slow one gets changes merged into one: what waits for it is bounded by the number of
 * processes, and of those that came and went, not by its slowness.
 */
export class Watcher {
  readonly #signal: AbortSignal
  #snapshot: Snapshot | undefined
  #gathered: Gathered | undefined
  #trouble: TableEvent[] = []
  #wake: (() => void) | undefined
  #begun = false

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.#wake?.(), { once: true })
  }

  offer(event: TableEvent): void {
    switch (event.kind) {
      case 'snapshot':
        this.#snapshot = event
        this.#gathered = undefined
        this.#begun = true
        break
      case 'change':
        // Differences mean nothing before the snapshot that they start from.
        if (!this.#begun) return
        this.#gather(event)
        break
      case 'trouble':
        this.#trouble = [event]
        break
    }
    this.#wake?.()
  }

  async *events(): AsyncGenerator<TableEvent> {
    while (!this.#signal.aborted) {
      const next = this.#take()
      if (next !== undefined) yield next
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  #take(): TableEvent | undefined {
    const trouble = this.#trouble.shift()
    if (trouble !== undefined) return trouble
    const snapshot = this.#snapshot
    if (snapshot !== undefined) {
      this.#snapshot = undefined
      return snapshot
    }
    const gathered = this.#gathered
    if (gathered === undefined) return undefined
    this.#gathered = undefined
    const { at, sample, started, ended, changed, more } = gathered
    return {
      kind: 'change',
      at,
      sample,
      started: [...started.values()],
      ended: [...ended.values()],
      changed: [...changed.values()],
      ...(more && { more }),
    }
  }

  #gather(event: Change): void {
    const gathered = (this.#gathered ??= {
      brief: 0,
      started: new Map(),
      ended: new Map(),
      changed: new Map(),
      at: 0,
      sample: event.sample,
      more: false,
    })
    gathered.at = event.at
    gathered.more = event.more === true
    gathered.sample = event.sample
    for (const row of event.started) gathered.started.set(keyOf(row), row)
    for (const row of event.changed) {
      const key = keyOf(row)
      const target = gathered.started.has(key) ? gathered.started : gathered.changed
      target.set(key, row)
    }
    for (const row of event.ended) {
      const key = keyOf(row)
      gathered.changed.delete(key)
      if (gathered.started.has(key)) {
        gathered.brief += 1
        if (gathered.brief > mostBrief) {
          gathered.started.delete(key)
          continue
        }
      }
      gathered.ended.set(key, row)
    }
  }
}
