import type { Readable, Writable } from 'node:stream'
import { EventEmitter } from 'node:events'

/** Parameters and results as Chromium gives them; each reader takes what it needs. */
export type Payload = Readonly<Record<string, unknown>>

/** One conversation with a page, or with the browser: its events are emitted under their CDP names. */
export interface CdpSession {
  readonly events: EventEmitter
  send(method: string, parameters?: Payload): Promise<Payload>
}

interface Answer {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: Payload
  readonly result?: Payload
  readonly error?: { readonly message: string }
}

/** Chromium's debugging protocol over `--remote-debugging-pipe`: JSON, each message ended by a NUL. */
export class CdpPipe {
  readonly browser: CdpSession
  readonly #sessions = new Map<string, EventEmitter>()
  readonly #waiting = new Map<number, { resolve: (result: Payload) => void; reject: (cause: Error) => void }>()
  #lastId = 0
  #rest = ''

  constructor(
    private readonly input: Writable,
    output: Readable,
  ) {
    this.browser = this.session('')
    output.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk))
    output.on('close', () => this.#end())
    // Writing to a browser that has just ended is answered by `close`.
    input.on('error', () => {})
    output.on('error', () => {})
  }

  session(id: string): CdpSession {
    const events = this.#sessions.get(id) ?? new EventEmitter().setMaxListeners(0)
    this.#sessions.set(id, events)
    return { events, send: (method, parameters = {}) => this.#send(id, method, parameters) }
  }

  #send(sessionId: string, method: string, params: Payload): Promise<Payload> {
    const id = (this.#lastId += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject: (cause) => reject(new Error(`${method}: ${cause.message}`)) })
      this.input.write(`${JSON.stringify({ id, method, params, ...(sessionId !== '' && { sessionId }) })}\0`)
    })
  }

  #read(chunk: string): void {
    const messages = (this.#rest + chunk).split('\0')
    this.#rest = messages.pop() ?? ''
    for (const text of messages) {
      const message: Answer = JSON.parse(text)
      if (message.id === undefined) {
        this.#sessions.get(message.sessionId ?? '')?.emit(message.method ?? '', message.params ?? {})
        continue
      }
      const waiting = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if (message.error !== undefined) waiting?.reject(new Error(message.error.message))
      else waiting?.resolve(message.result ?? {})
    }
  }

  #end(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('Chromium has ended.'))
    this.#waiting.clear()
  }
}
