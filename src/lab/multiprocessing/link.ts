import { connect, type Socket } from 'node:net'
import { brokerErrors, OSError } from './errors.ts'
import { feedNow } from './feeders.ts'
import { encodeFrame, FrameReader } from './frames.ts'
import { handlesSignals, KeepAlive, whenIdle } from './keep-alive.ts'
import type { FromBroker, Notice, ObjectRequest } from './protocol.ts'
import { isSupervised } from './run-environment.ts'
import { writeThrough } from './write-through.ts'

export interface Reply {
  readonly value: unknown
  readonly payload: Buffer
}

const givenUp: Reply = { value: undefined, payload: Buffer.alloc(0) }

/** This process's connection to the broker of its program. */
export class Link {
  readonly #pending = new Map<number, (reply: Reply | OSError) => void>()
  readonly #accepted = new Map<string, (items: number) => void>()
  readonly #recalled = new Map<string, () => void>()
  readonly #lost: () => void
  readonly #supervised = isSupervised()
  #socket: Socket | undefined
  #alive: KeepAlive | undefined
  #early: Buffer[] = []
  #next = 1
  #holds = 0
  /** How many messages of the broker this process has received that could make it do something. */
  #seen = 0
  #ended: OSError | undefined

  /** @param lost told when the broker has gone although nobody closed the connection */
  constructor(lost: () => void) {
    this.#lost = lost
    this.tell({ op: 'hello', pid: process.pid })
  }

  /** What was said before this leaves now. @param path where the broker listens */
  open(path: string): void {
    const socket = connect(path)
    this.#socket = socket
    this.#alive = new KeepAlive(socket)
    const reader = new FrameReader<FromBroker>()
    socket.on('data', (chunk: Buffer) => {
      for (const { header, payload } of reader.push(chunk)) this.#receive(header, payload)
    })
    socket.on('error', () => {})
    socket.once('close', () =>
      this.fail(new OSError('The broker of this program has gone: its locks and queues with it.')),
    )
    for (const frame of this.#early.splice(0)) socket.write(frame)
    this.#keepAlive()
  }

  /** Everything that waits, and everything that will be asked, fails. */
  fail(error: OSError): void {
    if (this.#ended !== undefined) return
    this.#ended = error
    for (const resolve of this.#pending.values()) resolve(error)
    this.#pending.clear()
    this.#lost()
  }

  /**
   * @param signals each of them gives it up; one whose reason is an OSError refuses it with that
   * @throws what the broker refuses with, or OSError when it has gone
   */
  async request(
    on: string,
    request: ObjectRequest,
    payload?: Uint8Array,
    signals: readonly AbortSignal[] = [],
  ): Promise<Reply> {
    feedNow()
    const reply = await new Promise<Reply | OSError>((resolve) => {
      if (this.#ended !== undefined) return resolve(this.#ended)
      const id = this.#next++
      this.#pending.set(id, signals.length === 0 ? resolve : this.#untilAborted(id, signals, resolve))
      this.#write(encodeFrame({ ...request, id, on }, payload))
      this.#keepAlive()
      return undefined
    })
    // Thrown here, so that the stack tells who asked.
    if (reply instanceof Error) {
      throw new (classOf(reply))(reply.message, reply.cause === undefined ? undefined : { cause: reply.cause })
    }
    return reply
  }

  /**
   * libuv writes at once, so that it arrives even if this process blocks right afterwards. A supervisor hears no faster
   * than it can tell: who tells it more waits here.
   */
  tell(notice: Notice, payload?: Uint8Array): void {
    feedNow()
    if (this.#ended !== undefined) return
    const frame = encodeFrame(notice, payload)
    if (this.#socket !== undefined && payload === undefined && this.#supervised) writeThrough(this.#socket, frame)
    else this.#write(frame)
  }

  /** @param told how many more of this process's items have gone into the queue's pipe */
  onAccepted(queue: string, told: (items: number) => void): void {
    this.#accepted.set(queue, told)
  }

  /** @param told when another process wants what this one was lent */
  onRecall(queue: string, told: () => void): void {
    this.#recalled.set(queue, told)
  }

  /** Nothing in this process can reach that object any more. */
  drop(object: string): void {
    this.#accepted.delete(object)
    this.#recalled.delete(object)
    this.tell({ op: 'drop', on: object })
  }

  /** This process waits for something other than an answer. @returns ends that */
  hold(): () => void {
    this.#holds += 1
    this.#keepAlive()
    return () => {
      this.#holds -= 1
      this.#keepAlive()
    }
  }

  /** Resolves when everything told has left this process. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      const socket = this.#socket
      if (socket === undefined || socket.destroyed) return resolve()
      socket.ref()
      socket.write('', () => resolve())
      socket.once('close', () => resolve())
      return undefined
    })
  }

  /** Resolves when everything told has left this process, and the broker hears no more of it. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const socket = this.#socket
      this.#ended ??= new OSError('This process has left its program.')
      if (socket === undefined || socket.destroyed) return resolve()
      socket.ref()
      socket.end(() => resolve())
      socket.once('close', () => resolve())
      return undefined
    })
  }

  #write(frame: Buffer): void {
    if (this.#socket === undefined) this.#early.push(frame)
    else this.#socket.write(frame)
  }

  /** A process that waits for an answer is not done; the connection alone keeps nothing alive. */
  #keepAlive(): void {
    this.#alive?.keep(this.#pending.size + this.#holds > 0)
  }

  #receive(message: FromBroker, payload: Buffer): void {
    if (message.kind !== 'are-you-busy') this.#seen += 1
    switch (message.kind) {
      case 'answer':
        return this.#settle(message.id, { value: message.value, payload })
      case 'error':
        return this.#settle(message.id, new brokerErrors[message.name](message.message))
      case 'accepted':
        return this.#accepted.get(message.on)?.(message.items)
      case 'recall':
        return this.#recalled.get(message.on)?.()
      case 'are-you-busy':
        if (handlesSignals()) return this.tell({ op: 'busy', busy: true })
        return whenIdle(() => this.tell({ op: 'busy', busy: false, seen: this.#seen }))
    }
  }

  /** @returns what takes the answer, unless a signal comes first */
  #untilAborted(
    id: number,
    signals: readonly AbortSignal[],
    resolve: (reply: Reply | OSError) => void,
  ): (reply: Reply | OSError) => void {
    const giveUp = ({ target }: Event): void => {
      this.tell({ op: 'cancel', id })
      const reason: unknown = target instanceof AbortSignal ? target.reason : undefined
      this.#settle(id, reason instanceof OSError ? reason : givenUp)
    }
    for (const signal of signals) signal.addEventListener('abort', giveUp, { once: true })
    return (reply) => {
      for (const signal of signals) signal.removeEventListener('abort', giveUp)
      resolve(reply)
    }
  }

  #settle(id: number, reply: Reply | OSError): void {
    const resolve = this.#pending.get(id)
    this.#pending.delete(id)
    this.#keepAlive()
    resolve?.(reply)
  }
}

function classOf(error: Error): new (message: string, options?: ErrorOptions) => Error {
  return Object.values(brokerErrors).find(({ name }) => name === error.name) ?? OSError
}
