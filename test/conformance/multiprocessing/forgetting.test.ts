import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Broker } from '../../../src/lab/multiprocessing/broker/broker.ts'
import { serveBroker, type BrokerServer } from '../../../src/lab/multiprocessing/broker/serve-broker.ts'
import { Condition, Event, Lock, Pipe, Queue } from '../../../src/lab/multiprocessing/index.ts'
import type { ObjectSpec } from '../../../src/lab/multiprocessing/protocol.ts'
import { serviceSocket } from '../../../src/lab/multiprocessing/run-environment.ts'
import { connect } from './say-to-broker.ts'

const newBroker = (): Broker => new Broker({ trace: () => {}, notice: () => {} })

describe('an object of which no process has a handle', () => {
  const queue: ObjectSpec = { kind: 'queue', id: 'Queue-1', maxsize: 0 }
  const lock: ObjectSpec = { kind: 'lock', id: 'Lock-1' }
  const condition: ObjectSpec = { kind: 'condition', id: 'Condition-1', lock }

  it('is forgotten: not when its maker drops it, but when its heir has ended too', () => {
    const broker = newBroker()
    const [maker, heir] = [connect(broker, 1), connect(broker, 2)]
    maker.say({ op: 'open', spec: queue })
    maker.say({ op: 'started', atUs: 0, child: 2, name: 'heir', daemon: false, given: [queue] })
    maker.say({ op: 'drop', on: 'Queue-1' })
    heir.say({ op: 'size', id: 1, on: 'Queue-1' })
    expect(heir.heard).toEqual([{ kind: 'answer', id: 1, value: 0 }])
    expect(broker.size).toBe(1)
    heir.end()
    expect(broker.size).toBe(0)
  })

  it('is kept for a child that has not spoken yet', () => {
    const broker = newBroker()
    const maker = connect(broker, 1)
    maker.say({ op: 'open', spec: queue })
    maker.say({ op: 'started', atUs: 0, child: 2, name: 'heir', daemon: false, given: [queue] })
    maker.end()
    expect(broker.size).toBe(1)
    const other = connect(broker, 3)
    other.say({ op: 'started', atUs: 0, child: 2, name: 'heir', daemon: false, given: [] })
    other.say({ op: 'exited', child: 2, exitCode: 0 })
    expect(broker.size).toBe(0)
  })

  it('is kept while a condition on it can be reached', () => {
    const broker = newBroker()
    const [maker, heir] = [connect(broker, 1), connect(broker, 2)]
    maker.say({ op: 'open', spec: condition })
    maker.say({ op: 'started', atUs: 0, child: 2, name: 'heir', daemon: false, given: [condition] })
    maker.end()
    heir.say({ op: 'open', spec: lock })
    heir.say({ op: 'open', spec: condition })
    heir.say({ op: 'acquire', block: true, id: 1, on: 'Lock-1' })
    heir.say({ op: 'notify', count: 1, id: 2, on: 'Condition-1' })
    expect(heir.heard).toEqual([
      { kind: 'answer', id: 1, value: true },
      { kind: 'answer', id: 2 },
    ])
    heir.end()
    expect(broker.size).toBe(0)
  })
})

describe('a process that makes object after object', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-test-'))
  const broker = newBroker()
  let server: BrokerServer
  let collect: () => void

  beforeAll(async () => {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc')
    process.env['FORKSCOPE_RUN_FOLDER'] = folder
    server = await serveBroker(serviceSocket(folder, 'broker'), broker)
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })

  /** Resolves when the broker knows so few of them; the test's own time limit ends a wait for what never comes. */
  async function until(state: () => boolean): Promise<void> {
    while (!state()) {
      collect()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async function use(count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) {
      const [queue, lock, event, [reader, writer]] = [new Queue<number>(), new Lock(), new Event(), Pipe()]
      await queue.put(number)
      await lock.with(() => event.set())
      await writer.send(number)
      expect([await queue.get(), await reader.recv()]).toEqual([number, number])
    }
  }

  it('leaves nothing of them in the broker', async () => {
    await use(150)
    expect(broker.size).toBeGreaterThan(0)
    await until(() => broker.size === 0)
  })

  it('loses none that it still has', async () => {
    const [kept, condition] = [new Queue<string>(), new Condition()]
    await kept.put('still here')
    await condition.with(() => condition.notify())
    await use(30)
    await until(() => broker.size === 3)
    expect(await kept.get()).toBe('still here')
    await condition.with(() => condition.notify())
  })

  it('loses none whose items are still on their way', async () => {
    await until(() => broker.size === 0)
    const put = async (): Promise<void> => new Queue<string>().put('x'.repeat(100_000))
    await put()
    await use(30)
    await until(() => broker.size === 1)
    await use(10)
    await until(() => broker.size === 1)
  })
})
