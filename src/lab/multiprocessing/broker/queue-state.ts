import type { ObjectRequest, ObjectSpec } from '../protocol.ts'
import type { Call, Caller, Client } from './client.ts'
import { ItemPipe } from './item-pipe.ts'
import { Lending, recallMs } from './lending.ts'
import { type SharedState, type Tools, unknownOperation } from './shared-state.ts'
import { WaitLine } from './wait-line.ts'

type QueueAction = 'put' | 'get' | 'blocked-put' | 'blocked-get' | 'task-done' | 'closed'
type Spec = Extract<ObjectSpec, { kind: 'queue' | 'joinable-queue' | 'simple-queue' }>

/**
 * A queue as CPython's: a slot is taken by put and freed by get, so the size counts what is still buffered in its
 * producer; the items themselves come through a pipe, later.
 */
export class QueueState implements SharedState {
  readonly id: string
  readonly #tools: Tools
  readonly #slots: number
  readonly #joinable: boolean
  readonly #pipe = new ItemPipe((from) => this.#accepted(from))
  /** How many items have gone into the pipe that their producers have not heard of. */
  readonly #unheard = new Map<Client, number>()
  readonly #getters: WaitLine
  readonly #putters: WaitLine
  readonly #lending: Lending | undefined
  readonly #joiners: WaitLine
  #size = 0
  #unfinished = 0
  /** Died waiting for an item, with the reading lock that whoever waits first has: nobody reads any more. */
  #deadReader: number | undefined

  constructor(spec: Spec, tools: Tools) {
    this.id = spec.id
    this.#tools = tools
    this.#slots = spec.maxsize > 0 ? spec.maxsize : Number.MAX_SAFE_INTEGER
    this.#lending = spec.kind === 'simple-queue' ? undefined : new Lending()
    this.#joinable = spec.kind === 'joinable-queue'
    this.#getters = new WaitLine(tools.suspect, ({ pid }, wasFirst) => {
      if (wasFirst) this.#deadReader ??= pid
    })
    this.#putters = new WaitLine(tools.suspect)
    this.#joiners = new WaitLine(tools.suspect)
  }

  /** Who waits for items or slots waits for the dead; what is got already can still be done. */
  get holder(): number | undefined {
    return this.#joiners.length === 0 ? this.#deadReader : undefined
  }

  handle(request: ObjectRequest, call: Call): void {
    switch (request.op) {
      case 'slot':
        return this.#takeSlot(call, request.block ? request.timeoutMs : 0)
      case 'get':
        return this.#get(call, request.block ? request.timeoutMs : 0)
      case 'size':
        return call.answer(this.#size)
      case 'empty':
        return call.answer(this.#pipe.length + (this.#lending?.length ?? 0) === 0)
      case 'full':
        return call.answer(this.#size >= this.#slots)
      case 'task-done':
        if (this.#unfinished === 0) return call.refuse('ValueError', 'task_done() called too many times')
        this.#unfinished -= 1
        this.#trace(call, 'task-done')
        call.answer()
        return this.#unfinished === 0 ? this.#joiners.grantAll() : undefined
      case 'queue-join':
        if (this.#unfinished === 0) return call.answer()
        this.#mark(call, 'joining')
        return this.#joiners.add(call, this.id, () => {
          this.#mark(call, 'join-ended')
          call.answer()
        })
      default:
        return unknownOperation(this.id, request)
    }
  }

  /** @param uncounted how many of them, the last ones, have not taken their slots before */
  items(by: Caller, bytes: Buffer, lengths: readonly number[], uncounted: number): void {
    let at = 0
    for (const [index, length] of lengths.entries()) {
      if (index >= lengths.length - uncounted) this.#counted(by)
      this.#pipe.push(by.client, bytes.subarray(at, (at += length)))
      this.#serve()
    }
  }

  /** Slots of a queue without limit, taken without asking. */
  announce(by: Caller, count: number): void {
    for (let rest = count; rest > 0; rest -= 1) this.#counted(by)
  }

  /** One that was lent has been got. */
  took(by: Caller): void {
    if (this.#lending?.took(by.client)) this.#got(by)
    this.#serve()
  }

  /** What was lent and not got is there for whoever wants it. */
  giveBack(client: Client): void {
    this.#pipe.unshift(this.#lending?.giveBack(client) ?? [])
    this.#serve()
  }

  /** A slot given back: its item could not be serialised. */
  withdraw(): void {
    this.#unfinished -= this.#joinable ? 1 : 0
    this.#free()
  }

  closed(by: Caller): void {
    this.#trace(by, 'closed')
  }

  forget(client: Client): void {
    for (const line of [this.#getters, this.#putters, this.#joiners]) line.forget(client)
    this.#pipe.forget(client)
    this.giveBack(client)
  }

  cancel(client: Client, id: number): void {
    for (const line of [this.#getters, this.#putters, this.#joiners]) line.cancel(client, id)
  }

  #takeSlot(call: Call, timeoutMs: number | undefined): void {
    const granted = (): void => {
      this.#counted(call)
      call.answer()
    }
    if (this.#size < this.#slots) return granted()
    const full = (): void => call.refuse('Full', '')
    if (timeoutMs !== undefined && timeoutMs <= 0) return full()
    this.#trace(call, 'blocked-put')
    return this.#putters.add(call, this.id, granted, timeoutMs, full)
  }

  #get(call: Call, timeoutMs: number | undefined): void {
    const granted = (): void => {
      const bytes = this.#pipe.shift()
      const more = this.#getters.length > 0 ? [] : (this.#lending?.lend(call.client, () => this.#pipe.shift()) ?? [])
      if (bytes === undefined || more.length === 0) call.answer(undefined, bytes)
      else {
        const all = [bytes, ...more]
        const lengths = all.map(({ byteLength }) => byteLength)
        call.answer(lengths, Buffer.concat(all))
      }
      this.#got(call)
    }
    // It asked before it heard that it has been lent some.
    if (this.#lending?.isTo(call.client)) return call.answer('ahead')
    const isLent = this.#lending?.isFirst === true
    if (this.#deadReader === undefined && this.#pipe.length > 0 && !isLent) return granted()
    this.#lending?.recall(this.id, () => this.#serve())
    const empty = (): void => call.refuse('Empty', '')
    if (timeoutMs !== undefined && timeoutMs <= 0 && !isLent) return empty()
    this.#trace(call, 'blocked-get')
    // Even who does not want to wait waits for what another process may give back.
    const limit = timeoutMs === undefined ? undefined : Math.max(timeoutMs, isLent ? 2 * recallMs : 0)
    return this.#getters.add(call, this.id, granted, limit, empty)
  }

  #serve(): void {
    if (this.#deadReader !== undefined) return
    while (this.#pipe.length > 0 && this.#lending?.isFirst !== true && this.#getters.grantNext());
  }

  #accepted(from: Client): void {
    // One message for what one message brought about.
    if (this.#unheard.size === 0) queueMicrotask(() => this.#tellAccepted())
    this.#unheard.set(from, (this.#unheard.get(from) ?? 0) + 1)
  }

  #tellAccepted(): void {
    for (const [from, items] of this.#unheard) from.tell({ kind: 'accepted', on: this.id, items })
    this.#unheard.clear()
  }

  #got(by: Caller): void {
    this.#size -= 1
    this.#trace(by, 'get')
    if (this.#size < this.#slots) this.#putters.grantNext()
  }

  #counted(by: Caller): void {
    this.#size += 1
    this.#unfinished += this.#joinable ? 1 : 0
    this.#trace(by, 'put')
  }

  #free(): void {
    this.#size -= 1
    if (this.#size < this.#slots) this.#putters.grantNext()
    if (this.#joinable && this.#unfinished === 0) this.#joiners.grantAll()
  }

  /** Waiting until all is done changes nothing in the queue: it is told as the join of a child is. */
  #mark({ client, code }: Caller, label: 'joining' | 'join-ended'): void {
    this.#tools.trace({ kind: 'mark', pid: client.pid, label, value: this.id, ...(code && { code }) })
  }

  #trace({ client, code }: Caller, action: QueueAction): void {
    const optional = { ...(this.#joinable && { unfinished: this.#unfinished }), ...(code && { code }) }
    this.#tools.trace({ kind: 'queue', pid: client.pid, queue: this.id, action, size: this.#size, ...optional })
  }
}
