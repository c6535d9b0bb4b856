import type { ObjectRequest, ObjectSpec } from '../protocol.ts'
import type { Call, Client } from './client.ts'
import { pipeBytes } from './item-pipe.ts'
import { type SharedState, type Tools, unknownOperation } from './shared-state.ts'
import { WaitLine } from './wait-line.ts'

type Side = 0 | 1

interface Message {
  readonly payload: Buffer
  /** Who has not written all of it yet. */
  writer: Client | undefined
}

/** What goes one way. */
interface Direction {
  messages: Message[]
  bytes: number
  readonly receivers: WaitLine
  readonly senders: WaitLine
  readonly pollers: WaitLine
}

/** Two ends, each open in any number of processes; an end is closed when the last of them has closed it or died. */
export class PipeState implements SharedState {
  readonly id: string
  readonly holder = undefined
  /** By the side that receives. */
  readonly #to: readonly [Direction, Direction]
  readonly #open: readonly [Set<Client>, Set<Client>] = [new Set(), new Set()]

  constructor(id: string, tools: Tools) {
    this.id = id
    const direction = (side: Side): Direction => ({
      messages: [],
      bytes: 0,
      receivers: new WaitLine(tools.suspect),
      senders: new WaitLine(tools.suspect, (client) => this.#lose(this.#to[side], client)),
      pollers: new WaitLine(tools.suspect),
    })
    this.#to = [direction(0), direction(1)]
  }

  open(client: Client, { side }: Extract<ObjectSpec, { kind: 'pipe' }>): void {
    this.#open[side].add(client)
  }

  close(client: Client, side: Side): void {
    if (!this.#open[side].delete(client) || this.#open[side].size > 0) return
    // The other end reads its end of file, or finds nobody to write to.
    const other: Side = side === 0 ? 1 : 0
    this.#to[other].receivers.grantAll()
    this.#to[other].pollers.grantAll()
    this.#to[side].senders.grantAll()
  }

  handle(request: ObjectRequest, call: Call, payload: Buffer, side: Side = 0): void {
    const incoming = this.#to[side]
    const outgoing = this.#to[side === 0 ? 1 : 0]
    switch (request.op) {
      case 'pipe-send':
        return this.#send(outgoing, call, payload, side)
      case 'pipe-receive':
        if (this.#readable(incoming, side)) return this.#receive(incoming, call)
        return incoming.receivers.add(call, this.id, () => this.#receive(incoming, call))
      case 'pipe-poll': {
        const { timeoutMs } = request
        if (this.#readable(incoming, side)) return call.answer(true)
        if (timeoutMs !== undefined && timeoutMs <= 0) return call.answer(false)
        const ready = (): void => call.answer(true)
        return incoming.pollers.add(call, this.id, ready, timeoutMs, () => call.answer(false))
      }
      default:
        return unknownOperation(this.id, request)
    }
  }

  forget(client: Client): void {
    for (const direction of this.#to) {
      for (const line of [direction.receivers, direction.senders, direction.pollers]) line.forget(client)
    }
    this.close(client, 0)
    this.close(client, 1)
  }

  cancel(client: Client, id: number): void {
    for (const { receivers, senders, pollers } of this.#to) {
      for (const line of [receivers, senders, pollers]) line.cancel(client, id)
    }
  }

  /** A message is there, or the end of file. */
  #readable(incoming: Direction, side: Side): boolean {
    return incoming.messages.length > 0 || this.#open[side === 0 ? 1 : 0].size === 0
  }

  #receive(incoming: Direction, call: Call): void {
    const message = incoming.messages.shift()
    if (message === undefined) return call.refuse('EOFError', '')
    incoming.bytes -= message.payload.byteLength
    call.answer(undefined, message.payload)
    if (incoming.bytes <= pipeBytes) incoming.senders.grantAll()
    return undefined
  }

  /** Killed in the middle of a message, a process has not sent it. */
  #lose(outgoing: Direction, client: Client): void {
    outgoing.messages = outgoing.messages.filter(({ writer }) => writer !== client)
    outgoing.bytes = outgoing.messages.reduce((sum, { payload }) => sum + payload.byteLength, 0)
    if (outgoing.bytes <= pipeBytes) outgoing.senders.grantAll()
  }

  /** The message is in the pipe at once; its sender goes on when it would have fitted. */
  #send(outgoing: Direction, call: Call, payload: Buffer, side: Side): void {
    const isBroken = (): boolean => this.#open[side === 0 ? 1 : 0].size === 0
    const broken = (): void => call.refuse('BrokenPipeError', '[Errno 32] Broken pipe')
    if (isBroken()) return broken()
    const message: Message = { payload, writer: undefined }
    outgoing.messages.push(message)
    outgoing.bytes += payload.byteLength
    if (outgoing.bytes <= pipeBytes) call.answer()
    else {
      message.writer = call.client
      outgoing.senders.add(call, this.id, () => {
        message.writer = undefined
        if (isBroken()) broken()
        else call.answer()
      })
    }
    outgoing.pollers.grantAll()
    outgoing.receivers.grantNext()
    return undefined
  }
}
