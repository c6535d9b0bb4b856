/** What a shared object is, as its handle tells it: the broker makes it when it first hears of it. */
export type ObjectSpec =
  | { readonly kind: 'lock' | 'rlock' | 'event'; readonly id: string }
  | { readonly kind: 'semaphore' | 'bounded-semaphore'; readonly id: string; readonly value: number }
  | { readonly kind: 'condition'; readonly id: string; readonly lock: ObjectSpec }
  | { readonly kind: 'barrier'; readonly id: string; readonly parties: number }
  /** `maxsize` 0: unlimited. */
  | { readonly kind: 'queue' | 'joinable-queue' | 'simple-queue'; readonly id: string; readonly maxsize: number }
  | { readonly kind: 'pipe'; readonly id: string; readonly side: 0 | 1; readonly duplex: boolean }

/** Milliseconds; undefined waits for ever. */
interface Patience {
  readonly block: boolean
  readonly timeoutMs?: number
}

/** Where a program calls the runtime: a place in the file that is executed, from 1. */
export interface CallSite {
  /** A URL or a path. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** When it happened, in microseconds of the clock of `process.hrtime`: it may be read much later. */
interface Timed {
  readonly atUs: number
}

/** Only who has a supervisor tells where it is. */
interface Sited {
  readonly site?: CallSite
}

/** What a process asks of an object, and waits for the answer. */
export type ObjectRequest =
  | ({ readonly op: 'acquire' } & Patience)
  | { readonly op: 'release' | 'value' }
  | { readonly op: 'condition-wait'; readonly timeoutMs?: number }
  | { readonly op: 'notify'; readonly count: number }
  | { readonly op: 'set' | 'clear' | 'is-set' }
  | { readonly op: 'event-wait'; readonly timeoutMs?: number }
  | { readonly op: 'barrier-wait'; readonly timeoutMs?: number; readonly action: boolean }
  | { readonly op: 'action-done'; readonly failed: boolean }
  | { readonly op: 'barrier-reset' | 'barrier-abort' | 'barrier-waiting' | 'barrier-broken' }
  | ({ readonly op: 'slot' } & Patience)
  | ({ readonly op: 'get' } & Patience)
  | { readonly op: 'size' | 'empty' | 'full' | 'task-done' | 'queue-join' }
  | { readonly op: 'pipe-send' | 'pipe-receive' }
  | { readonly op: 'pipe-poll'; readonly timeoutMs?: number }

/** What a process tells of itself and of its objects; nobody answers. */
export type Notice =
  | { readonly op: 'hello'; readonly pid: number }
  /** It has ended in good order: nobody of its making will come after it. */
  | { readonly op: 'farewell' }
  /** This process has the object from now on. */
  | { readonly op: 'open'; readonly spec: ObjectSpec }
  /** Nothing in this process can reach the object any more. */
  | { readonly op: 'drop'; readonly on: string }
  | ({
      readonly op: 'started'
      readonly child: number
      readonly name: string
      readonly daemon: boolean
      /** What it was given; it has them although it has not said hello yet. */
      readonly given: readonly ObjectSpec[]
    } & Sited &
      Timed)
  | { readonly op: 'exited'; readonly child: number; readonly exitCode?: number; readonly exitSignal?: string }
  | ({ readonly op: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string } & Sited & Timed)
  | ({ readonly op: 'mark'; readonly label: string; readonly value?: unknown } & Sited & Timed)
  /** A signal that it is about to send to a child. */
  | ({ readonly op: 'signal'; readonly child: number; readonly signal: string } & Sited & Timed)
  /** A join, or a wait for the sentinel, without a time limit begins or ends. */
  | ({ readonly op: 'joining' | 'joined'; readonly child: number } & Sited & Timed)
  /** It waits until others have taken what it put, or does so no more. */
  | { readonly op: 'flushing' | 'flushed'; readonly on: string }
  /** Items of a queue, one after the other in the payload; the last ones have no slot yet. */
  | ({
      readonly op: 'items'
      readonly on: string
      readonly lengths: readonly number[]
      readonly uncounted: number
    } & Sited)
  /** Items that have their slot in a queue without limit, and are not sent yet. */
  | ({ readonly op: 'announce'; readonly on: string; readonly count: number } & Sited)
  /** The next of the items that it was lent has been got; or all the others go back. */
  | ({ readonly op: 'took' | 'give-back'; readonly on: string } & Sited)
  /** A slot is given back: its item could not be serialised. */
  | { readonly op: 'withdraw'; readonly on: string }
  | ({ readonly op: 'queue-close' | 'pipe-close'; readonly on: string } & Sited)
  | { readonly op: 'cancel'; readonly id: number }
  /** It waits for something that the broker does not know of. */
  | { readonly op: 'busy'; readonly busy: true }
  /** It does not. `seen`: how many messages of the broker it has received, questions like this one apart. */
  | { readonly op: 'busy'; readonly busy: false; readonly seen: number }

export type ToBroker = Notice | (ObjectRequest & { readonly id: number; readonly on: string } & Sited)

export type BrokerErrorName =
  | 'AssertionError'
  | 'ValueError'
  | 'OSError'
  | 'EOFError'
  | 'BrokenPipeError'
  | 'BrokenBarrierError'
  | 'Empty'
  | 'Full'

export type FromBroker =
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly name: BrokerErrorName; readonly message: string }
  /** So many more items of this process have gone into the queue's pipe. */
  | { readonly kind: 'accepted'; readonly on: string; readonly items: number }
  /** Somebody else wants what this process was lent of the queue. */
  | { readonly kind: 'recall'; readonly on: string }
  | { readonly kind: 'are-you-busy' }
