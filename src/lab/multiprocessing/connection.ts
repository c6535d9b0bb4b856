import { newController } from './controller.ts'
import { EOFError, OSError, ValueError } from './errors.ts'
import type { ObjectSpec } from './protocol.ts'
import { fromBytes, toBytes } from './serialise.ts'
import { newName, restoreWith, SharedObject } from './shared-object.ts'
import { timeoutMs } from './timeout.ts'

type PipeSpec = Extract<ObjectSpec, { kind: 'pipe' }>

/** One end of a pipe. It is closed for the other end when every process that has it has closed it or ended. */
export class Connection extends SharedObject {
  readonly #spec: PipeSpec
  readonly #closing = newController()
  #closed = false
  /** Broken by a message that was longer than expected: the rest of it would be taken for the next one. */
  #unreadable = false

  /** For the runtime; programs call {@link Pipe}. */
  constructor(spec: PipeSpec) {
    super(() => spec)
    this.#spec = spec
    // Both ends count from now on: an end that nobody has is an end of file.
    this.open()
  }

  get closed(): boolean {
    return this.#closed
  }

  get readable(): boolean {
    return !this.#unreadable && (this.#spec.duplex || this.#spec.side === 0)
  }

  get writable(): boolean {
    return this.#spec.duplex || this.#spec.side === 1
  }

  /** Resolves when the message is in the pipe. @throws BrokenPipeError when the other end is closed everywhere */
  async send(item: unknown): Promise<void> {
    this.#checkWritable()
    await this.ask({ op: 'pipe-send' }, toBytes(item, 'item'))
  }

  /** @throws EOFError when nothing is left and the other end is closed everywhere */
  async recv(): Promise<unknown> {
    return fromBytes(await this.#receive())
  }

  /**
   * @param timeout seconds; `undefined` written out waits for ever
   * @returns whether something can be received now: a message, or the end of file
   */
  poll(...given: [timeout?: number]): Promise<boolean> {
    return this.ready(given.length === 0 ? 0 : given[0])
  }

  async sendBytes(bytes: Uint8Array, offset = 0, size?: number): Promise<void> {
    this.#checkWritable()
    if (!(bytes instanceof Uint8Array)) throw new TypeError('sendBytes takes bytes: a Buffer or a Uint8Array.')
    if (offset < 0) throw new ValueError('offset is negative')
    if (bytes.byteLength < offset) throw new ValueError('buffer length < offset')
    if (size !== undefined && size < 0) throw new ValueError('size is negative')
    if (size !== undefined && offset + size > bytes.byteLength) throw new ValueError('buffer length < offset + size')
    await this.ask({ op: 'pipe-send' }, bytes.subarray(offset, size === undefined ? undefined : offset + size))
  }

  /** @throws OSError when the message is longer than that many bytes; nothing can be received afterwards */
  async recvBytes(maxLength?: number): Promise<Uint8Array> {
    if (maxLength !== undefined && maxLength < 0) throw new ValueError('negative maxlength')
    const bytes = await this.#receive()
    if (maxLength !== undefined && bytes.byteLength > maxLength) {
      if (this.writable) this.#unreadable = true
      else this.close()
      throw new OSError('bad message length')
    }
    return bytes
  }

  /** This process gives up its end. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    // Who waits for something to read has nothing to read from any more.
    this.#closing.abort(new OSError('handle is closed'))
    this.tell({ op: 'pipe-close', on: this.address })
  }

  /** For {@link wait}: like poll, given up by the signal. @internal */
  async ready(timeout: number | undefined, signal?: AbortSignal): Promise<boolean> {
    this.#checkReadable()
    const limit = timeoutMs(timeout)
    const signals = [this.#closing.signal, ...(signal === undefined ? [] : [signal])]
    return (await this.ask({ op: 'pipe-poll', ...limit }, undefined, signals)).value === true
  }

  /** @internal */
  override checkOpen(): void {
    if (this.#closed) throw new OSError('handle is closed')
  }

  /** @internal */
  protected override get address(): string {
    return `${this.#spec.id}#${this.#spec.side}`
  }

  async #receive(): Promise<Buffer> {
    this.#checkReadable()
    try {
      return (await this.ask({ op: 'pipe-receive' }, undefined, [this.#closing.signal])).payload
    } catch (error) {
      // A stack of its own: the reader's.
      throw error instanceof EOFError ? new EOFError() : error
    }
  }

  #checkReadable(): void {
    this.checkOpen()
    if (!this.readable) throw new OSError('connection is write-only')
  }

  #checkWritable(): void {
    this.checkOpen()
    if (!this.writable) throw new OSError('connection is read-only')
  }
}

/** @returns two ends; not duplex: the first receives, the second sends */
export function Pipe(duplex = true): [Connection, Connection] {
  const id = newName('Pipe')
  const end = (side: 0 | 1): Connection => new Connection({ kind: 'pipe', id, side, duplex })
  return [end(0), end(1)]
}

restoreWith(['pipe'], (spec) => new Connection(spec as PipeSpec))
