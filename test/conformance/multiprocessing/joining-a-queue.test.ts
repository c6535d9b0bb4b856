import { expect, it } from 'vitest'
import { Broker, type BrokerEvent } from '../../../src/lab/multiprocessing/broker/broker.ts'
import type { ObjectSpec } from '../../../src/lab/multiprocessing/protocol.ts'
import { connect } from './say-to-broker.ts'

it('who waits until everything in a queue is done is told of, with the end of that wait; who need not wait is not', () => {
  const told: BrokerEvent[] = []
  const broker = new Broker({ trace: (event) => told.push(event), notice: () => {} })
  const spec: ObjectSpec = { kind: 'joinable-queue', id: 'JoinableQueue-1', maxsize: 0 }
  const [producer, consumer] = [connect(broker, 1), connect(broker, 2)]
  for (const each of [producer, consumer]) each.say({ op: 'open', spec })
  const on = spec.id
  const marks = () => told.flatMap((event) => (event.kind === 'mark' ? [event] : []))
  producer.say({ op: 'queue-join', id: 1, on })
  expect(marks()).toEqual([])
  producer.say({ op: 'announce', on, count: 2 })
  producer.say({ op: 'queue-join', id: 2, on })
  const joining = { kind: 'mark', pid: 1, label: 'joining', value: on }
  expect(marks()).toEqual([joining])
  consumer.say({ op: 'task-done', id: 1, on })
  expect(marks()).toEqual([joining])
  consumer.say({ op: 'task-done', id: 2, on })
  expect(marks()).toEqual([joining, { ...joining, label: 'join-ended' }])
  expect(producer.heard.at(-1)).toEqual({ kind: 'answer', id: 2 })
  broker.stop()
})
