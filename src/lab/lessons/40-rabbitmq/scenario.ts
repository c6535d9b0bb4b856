import { randomUUID } from 'node:crypto'
import type { ChannelModel, RecoveringChannelModel } from 'amqplib'
import { Barrier, main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { brokerUrl, connectBroker, consumer, type Manners, type Pace, producer } from './targets.ts'

const producers = 3
const consumers = 2
const items = 6
/** How long it waits for a person who restarts the broker. */
const patienceSeconds = 60

main(import.meta, async () => {
  const unit = 1 / parameter('speed')
  const name = `forkscope-${randomUUID().slice(0, 8)}`
  const queues = { buns: `${name}-buns`, eaten: `${name}-eaten` }
  const eaten = new Set<string>()
  let news = performance.now()

  /** Durable: the queue itself is there after a restart. It goes when nobody has used it for ten minutes. */
  const setup = async (model: ChannelModel): Promise<void> => {
    const channel = await model.createChannel()
    for (const queue of [queues.buns, queues.eaten]) {
      await channel.assertQueue(queue, { durable: true, expires: 600_000 })
    }
    await channel.consume(queues.eaten, (message) => {
      if (message === null) return
      eaten.add(String(message.content))
      news = performance.now()
      channel.ack(message)
    })
  }
  const broker = await connectBroker(0, setup).catch((error: unknown) => sayNoBroker(error))
  if (broker === undefined) return
  let connected = true
  broker.on('disconnect', () => (connected = false))
  broker.on('connect', () => {
    connected = true
    news = performance.now()
  })

  const restart = parameter('restart') === 1
  const ready = new Barrier(producers + (restart ? 0 : consumers) + 1)
  const pace: Pace = { unit: unit / 2, persistent: parameter('persistent') === 1 }
  const making = Array.from({ length: producers }, (_, index) => {
    const of = `producer-${index + 1}`
    return new Process({ target: producer, args: [queues.buns, ready, of, items, pace], name: of })
  })
  const eating = Array.from({ length: consumers }, (_, index) => {
    const manners: Manners = {
      prefetch: parameter('prefetch'),
      acknowledge: parameter('acknowledge') === 1,
      dies: index === 0 && parameter('die') === 1,
    }
    return new Process({
      target: consumer,
      args: [queues, restart ? undefined : ready, unit, manners],
      name: `consumer-${index + 1}`,
      daemon: true,
    })
  })
  for (const child of restart ? making : [...making, ...eating]) await child.start()
  await ready.wait()
  for (const child of making) await child.join()
  console.log(`main: everything is made, ${eaten.size} are eaten`)
  if (restart) {
    await untilRestarted(broker)
    for (const child of eating) await child.start()
  }

  news = performance.now()
  // After a restart the consumers are only starting now.
  const patience = (restart ? 10_000 : 3000) + 4000 * unit
  while (eaten.size < producers * items && (!connected || performance.now() - news < patience)) await sleep(0.05)
  mark('told', eaten.size)
  console.log(`main: ${eaten.size} of ${producers * items} are eaten`)
  await tidyUp(broker, [queues.buns, queues.eaten])
})

/** Only a person can do that: the broker may be on another machine, and serve others. */
async function untilRestarted(broker: RecoveringChannelModel): Promise<void> {
  const restarted = new Promise<boolean>((resolve) => {
    broker.once('disconnect', () => broker.once('connect', () => resolve(true)))
  })
  mark('restart-now')
  console.log(
    `main: now restart the broker: rabbitmqctl stop_app && rabbitmqctl start_app; I wait for ${patienceSeconds} s`,
  )
  const done = await Promise.race([restarted, sleep(patienceSeconds).then(() => false)])
  mark(done ? 'restarted' : 'not-restarted')
  console.log(done ? 'main: the broker is back' : 'main: nobody has restarted it')
}

function sayNoBroker(error: unknown): undefined {
  // Without its user and password.
  const host = URL.canParse(brokerUrl()) ? new URL(brokerUrl()).host : 'FORKSCOPE_AMQP_URL'
  mark('no-broker', host)
  console.log(`main: there is no RabbitMQ at ${host}: ${error instanceof Error ? error.message : String(error)}`)
}

async function tidyUp(broker: RecoveringChannelModel, queues: readonly string[]): Promise<void> {
  const channel = await broker.createChannel()
  for (const queue of queues) await channel.deleteQueue(queue)
  await broker.close()
}
