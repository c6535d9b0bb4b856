import type { CodePlace, TraceEvent } from '../../../shared/contract/trace.ts'
import type { CallSite, FromBroker, Notice, ObjectSpec, ToBroker } from '../protocol.ts'
import { BarrierState } from './barrier-state.ts'
import type { Call, Caller, Client } from './client.ts'
import { ConditionState } from './condition-state.ts'
import { EventState } from './event-state.ts'
import { PipeState } from './pipe-state.ts'
import { QueueState } from './queue-state.ts'
import { SemaphoreState } from './semaphore-state.ts'
import type { SharedState, Tools } from './shared-state.ts'
import { Suspicion } from './suspicion.ts'

type Untimed<E> = E extends unknown ? Omit<E, 't'> : never
export type BrokerEvent = Untimed<Extract<TraceEvent, { kind: 'lock' | 'queue' | 'deadlock' | 'mark' }>>
export type Send = (message: FromBroker, payload?: Uint8Array) => void

interface Known extends Client {
  send: Send | undefined
}

export interface BrokerOptions {
  readonly trace: (event: BrokerEvent) => void
  /** Told what a process says of itself and its children. */
  readonly notice: (pid: number, notice: Notice) => void
  /** Which line of the program that is. */
  readonly placeOf?: (site: CallSite) => CodePlace | undefined
}

/** The state of everything that the processes of one program share. It outlives each of them. */
export class Broker {
  readonly #options: BrokerOptions
  readonly #objects = new Map<string, SharedState>()
  /** How many processes have each object: one that none has is forgotten. */
  readonly #users = new Map<string, number>()
  readonly #clients = new Map<number, Known>()
  readonly #tools: Tools
  readonly #suspicion: Suspicion

  constructor(options: BrokerOptions) {
    this.#options = options
    this.#suspicion = new Suspicion(this.#clients, this.#objects, ({ waiting, heldBy }) => {
      const holder = heldBy === undefined ? {} : { heldBy }
      options.trace({ kind: 'deadlock', pid: waiting[0]?.pid ?? 0, waiting: [...waiting], ...holder })
    })
    this.#tools = { trace: options.trace, suspect: (client) => this.#suspicion.rise(client) }
  }

  /** @returns what to do with what that process sends, and with its end */
  connect(send: Send): { receive(message: ToBroker, payload: Buffer): void; closed(): void } {
    let client: Known | undefined
    return {
      receive: (message, payload) => {
        if (message.op === 'hello') {
          client = this.#client(message.pid)
          client.send = send
        }
        if (client === undefined) throw new Error('A process must say hello first.')
        if ('id' in message && 'on' in message) this.#request(client, message, payload)
        else this.#notice(client, message, payload)
      },
      closed: () => client && this.#gone(client),
    }
  }

  /** How many objects there are that some process can still reach. */
  get size(): number {
    return this.#objects.size
  }

  /** Gives up its timers. */
  stop(): void {
    this.#suspicion.stop()
  }

  #client(pid: number): Known {
    const known = this.#clients.get(pid)
    if (known?.alive) return known
    const client: Known = {
      pid,
      waits: new Set(),
      lines: new Set(),
      objects: new Set(),
      alive: true,
      leaving: false,
      send: undefined,
      busy: undefined,
      sent: 0,
      tell: (message) => {
        // It may do something upon that.
        if (message.kind !== 'are-you-busy' && client.waits.size > 0) this.#suspicion.rise(client)
        this.#send(client, message)
      },
    }
    this.#clients.set(pid, client)
    return client
  }

  #send(client: Known, message: FromBroker, payload?: Uint8Array): void {
    if (client.send === undefined) return
    if (message.kind !== 'are-you-busy') client.sent += 1
    client.send(message, payload)
  }

  #request(client: Known, message: Extract<ToBroker, { id: number; on: string }>, payload: Buffer): void {
    const [name = '', side] = message.on.split('#')
    const state = this.#objects.get(name)
    const call: Call = {
      ...this.#caller(client, message),
      id: message.id,
      answer: (value, bytes) =>
        this.#send(client, { kind: 'answer', id: message.id, ...(value !== undefined && { value }) }, bytes),
      refuse: (error, text) => this.#send(client, { kind: 'error', id: message.id, name: error, message: text }),
    }
    if (state instanceof PipeState) state.handle(message, call, payload, side === '1' ? 1 : 0)
    else if (state === undefined) call.refuse('OSError', `There is no ${name} here.`)
    else state.handle(message, call, payload)
  }

  #notice(client: Known, notice: Notice, payload: Buffer): void {
    switch (notice.op) {
      case 'open':
        this.#open(client, notice.spec)
        break
      case 'drop':
        this.#drop(client, notice.on)
        break
      case 'started':
        for (const spec of notice.given) this.#open(this.#client(notice.child), spec)
        this.#client(notice.child)
        break
      case 'exited': {
        const child = this.#clients.get(notice.child)
        if (child === undefined) break
        // One that is connected has gone when its connection has: its last words may still be on their way. But nothing
        // is given to the dead any more.
        if (notice.exitSignal === undefined) child.leaving = true
        for (const line of child.lines) line.forget(child)
        if (child.send === undefined) this.#gone(child)
        break
      }
      case 'joining': {
        client.waits.add({ client, on: `pid ${notice.child}`, child: notice.child })
        this.#suspicion.rise(client)
        break
      }
      case 'joined':
        for (const wait of client.waits) if (wait.child === notice.child) client.waits.delete(wait)
        this.#suspicion.rise(client)
        break
      case 'flushing': {
        client.waits.add({ client, on: notice.on, flush: true })
        this.#suspicion.rise(client)
        break
      }
      case 'flushed':
        for (const wait of client.waits) if (wait.flush && wait.on === notice.on) client.waits.delete(wait)
        this.#suspicion.rise(client)
        break
      case 'items':
        this.#queue(notice.on)?.items(this.#caller(client, notice), payload, notice.lengths, notice.uncounted)
        break
      case 'announce':
        this.#queue(notice.on)?.announce(this.#caller(client, notice), notice.count)
        break
      case 'took':
        this.#queue(notice.on)?.took(this.#caller(client, notice))
        break
      case 'give-back':
        this.#queue(notice.on)?.giveBack(client)
        break
      case 'withdraw':
        this.#queue(notice.on)?.withdraw()
        break
      case 'queue-close':
        this.#queue(notice.on)?.closed(this.#caller(client, notice))
        break
      case 'pipe-close': {
        const [name = '', side] = notice.on.split('#')
        const pipe = this.#objects.get(name)
        if (pipe instanceof PipeState) pipe.close(client, side === '1' ? 1 : 0)
        break
      }
      case 'cancel':
        for (const state of this.#objects.values()) state.cancel(client, notice.id)
        break
      case 'busy':
        this.#suspicion.answered(client, notice)
        break
      case 'farewell':
        client.leaving = true
        break
      case 'hello':
      case 'output':
      case 'mark':
      case 'signal':
        break
    }
    this.#options.notice(client.pid, notice)
  }

  #caller(client: Client, { site }: { readonly site?: CallSite }): Caller {
    return { client, code: site && this.#options.placeOf?.(site) }
  }

  #queue(id: string): QueueState | undefined {
    const state = this.#objects.get(id)
    return state instanceof QueueState ? state : undefined
  }

  #open(client: Known, spec: ObjectSpec): void {
    if (!client.objects.has(spec.id)) {
      client.objects.add(spec.id)
      this.#users.set(spec.id, (this.#users.get(spec.id) ?? 0) + 1)
    }
    if (spec.kind === 'condition') this.#open(client, spec.lock)
    const state = this.#objects.get(spec.id) ?? this.#make(spec)
    if (state instanceof PipeState && spec.kind === 'pipe') state.open(client, spec)
  }

  #drop(client: Known, id: string): void {
    if (!client.objects.delete(id)) return
    const users = (this.#users.get(id) ?? 0) - 1
    if (users > 0) this.#users.set(id, users)
    else {
      this.#users.delete(id)
      this.#objects.delete(id)
    }
  }

  #make(spec: ObjectSpec): SharedState {
    const state = this.#stateOf(spec)
    this.#objects.set(spec.id, state)
    return state
  }

  #stateOf(spec: ObjectSpec): SharedState {
    switch (spec.kind) {
      case 'lock':
      case 'rlock':
        return new SemaphoreState(spec.id, spec.kind, 1, this.#tools)
      case 'semaphore':
      case 'bounded-semaphore':
        return new SemaphoreState(spec.id, spec.kind, spec.value, this.#tools)
      case 'event':
        return new EventState(spec.id, this.#tools)
      case 'condition': {
        const lock = this.#objects.get(spec.lock.id)
        if (!(lock instanceof SemaphoreState)) throw new Error(`${spec.lock.id} is not a lock.`)
        return new ConditionState(spec, lock, this.#tools)
      }
      case 'barrier':
        return new BarrierState(spec, this.#tools)
      case 'queue':
      case 'joinable-queue':
      case 'simple-queue':
        return new QueueState(spec, this.#tools)
      case 'pipe':
        return new PipeState(spec.id, this.#tools)
    }
  }

  #gone(client: Known): void {
    if (!client.alive) return
    client.alive = false
    client.send = undefined
    client.waits.clear()
    for (const state of this.#objects.values()) state.forget(client)
    for (const id of client.objects) this.#drop(client, id)
    if (this.#clients.get(client.pid) === client) this.#clients.delete(client.pid)
    this.#suspicion.forget(client)
  }
}
