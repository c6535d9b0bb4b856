import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'

/** Parameters and results as Chromium gives them; each reader takes what it needs. Bytes travel in base64. */
export type Payload = Readonly<Record<string, unknown>>

/** One conversation with a page, or with the browser: its events are emitted under their CDP names. */
export interface CdpSession {
  readonly events: EventEmitter
  send(method: string, parameters?: Payload): Promise<Payload>
}

export interface Answer {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: Payload
  readonly result?: Payload
  readonly error?: { readonly message: string }
}

/** Chromium's debugging protocol; a thread of its own writes and reads it (chromium-thread.mjs). */
export class CdpPipe {
  readonly browser: CdpSession
  readonly #sessions = new Map<string, EventEmitter>()
  readonly #waiting = new Map<number, { resolve: (result: Payload) => void; reject: (cause: Error) => void }>()
  #lastId = 0

  constructor(private readonly thread: Worker) {
    this.browser = this.session('')
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
      this.thread.postMessage({ id, method, params, ...(sessionId !== '' && { sessionId }) })
    })
  }

  /** What Chromium says. */
  receive(message: Answer): void {
    if (message.id === undefined) {
      this.#sessions.get(message.sessionId ?? '')?.emit(message.method ?? '', message.params ?? {})
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error !== undefined) waiting?.reject(new Error(message.error.message))
    else waiting?.resolve(message.result ?? {})
  }

  /** Chromium hears and says nothing more. */
  end(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('Chromium has ended.'))
    this.#waiting.clear()
  }
}
