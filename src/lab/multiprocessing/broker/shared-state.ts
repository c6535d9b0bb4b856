import type { TraceEvent } from '../../../shared/contract/trace.ts'
import type { ObjectRequest } from '../protocol.ts'
import type { Call, Client } from './client.ts'

type Untimed<E> = E extends unknown ? Omit<E, 't'> : never

/** What every shared object of the broker can use. */
export interface Tools {
  /** The broker adds the time. */
  readonly trace: (event: Untimed<Extract<TraceEvent, { kind: 'lock' | 'queue' | 'mark' }>>) => void
  /** That process waits, from now on or still, and perhaps for ever. */
  readonly suspect: (client: Client) => void
}

/** The state behind a handle. */
export interface SharedState {
  readonly id: string
  handle(request: ObjectRequest, call: Call, payload: Buffer): void
  /** The process has ended, however: what it waited for is forgotten, what it held stays held. */
  forget(client: Client): void
  cancel(client: Client, id: number): void
  /** Who could end a wait for it; undefined: any process that has the object. */
  readonly holder: number | undefined
}

/** @throws Error for an operation that this kind of object does not have */
export function unknownOperation(id: string, { op }: ObjectRequest): never {
  throw new Error(`${id} has no operation "${op}".`)
}
