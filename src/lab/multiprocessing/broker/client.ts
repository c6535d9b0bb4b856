import type { CodePlace } from '../../../shared/contract/trace.ts'
import type { BrokerErrorName, FromBroker } from '../protocol.ts'

/** What a process waits for. */
export interface Wait {
  readonly client: Client
  /** The object's id, or `pid N` for a join. */
  readonly on: string
  /** Joining: the process that has to end. */
  readonly child?: number
  /** Not for ever: it goes on by itself. */
  readonly timed?: true
  /** Waits until others have taken what it put. */
  readonly flush?: true
}

/** A process as the broker knows it. */
export interface Client {
  readonly pid: number
  readonly waits: Set<Wait>
  /** Wherever it has waited. */
  readonly lines: Set<{ forget(client: Client): void }>
  /** Ids of the objects it has, or was given. */
  readonly objects: Set<string>
  alive: boolean
  /** Whether something else than its waits keeps it going; undefined: it has not said so since its waits changed. */
  busy: boolean | undefined
  /** How many messages it was sent that could make it do something. */
  sent: number
  /** It has said that it ends in good order: it lets go of what it waits for. */
  leaving: boolean
  tell(message: FromBroker): void
}

/** Who does something, and by which line of the program, as far as that is known. */
export interface Caller {
  readonly client: Client
  readonly code: CodePlace | undefined
}

/** One request: it is answered once. */
export interface Call extends Caller {
  readonly id: number
  answer(value?: unknown, payload?: Uint8Array): void
  refuse(name: BrokerErrorName, message: string): void
}
