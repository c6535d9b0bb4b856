import type { Broker } from '../../../src/lab/multiprocessing/broker/broker.ts'
import type { FromBroker, ToBroker } from '../../../src/lab/multiprocessing/protocol.ts'

export interface Speaker {
  readonly say: (message: ToBroker) => void
  readonly end: () => void
  /** What the broker has said to it. */
  readonly heard: FromBroker[]
}

/** @returns what a process says to a broker, and what it hears */
export function connect(broker: Broker, pid: number): Speaker {
  const heard: FromBroker[] = []
  const connection = broker.connect((message) => heard.push(message))
  const say = (message: ToBroker): void => connection.receive(message, Buffer.alloc(0))
  say({ op: 'hello', pid })
  return { say, end: () => connection.closed(), heard }
}
