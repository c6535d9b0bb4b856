import type { Broker } from '../../../src/lab/multiprocessing/broker/broker.ts'
import type { FromBroker, ToBroker } from '../../../src/lab/multiprocessing/protocol.ts'

export interface Speaker {
  readonly say: (message: ToBroker, payload?: Buffer) => void
  readonly end: () => void
  /** What the broker has said to it. */
  readonly heard: FromBroker[]
}

/** @returns what a process says to a broker, and what it hears */
export function connect(broker: Broker, pid: number): Speaker {
  const heard: FromBroker[] = []
  const connection = broker.connect((message) => heard.push(message))
  const say = (message: ToBroker, payload: Buffer = Buffer.alloc(0)): void => connection.receive(message, payload)
  say({ op: 'hello', pid })
  return { say, end: () => connection.closed(), heard }
}
