import { connect, type Channel, type ChannelModel, type ConsumeMessage, type RecoveringChannelModel } from 'amqplib'
import { type Barrier, mark, sleep } from 'forkscope/multiprocessing'

export interface Queues {
  /** What is to be eaten. */
  readonly buns: string
  /** What was eaten. */
  readonly eaten: string
}

/** Where the broker is: on this machine, unless the environment says otherwise. */
export function brokerUrl(): string {
  // An empty one is as good as none, as in a shell.
  return process.env['FORKSCOPE_AMQP_URL'] || 'amqp://localhost:5672'
}

/**
 * Connects, and again whenever the connection is lost; `setup` runs each time.
 * @param attempts how often it may fail before the first time
 */
export async function connectBroker(
  attempts: number,
  setup?: (model: ChannelModel) => Promise<void>,
): Promise<RecoveringChannelModel> {
  const recovery = { initialMaxRetries: attempts, maxDelay: 500, ...(setup && { setup }) }
  const broker = await connect(brokerUrl(), { recovery, timeout: 5000 })
  broker.on('disconnect', () => mark('disconnected'))
  broker.on('connect', () => mark('connected-again'))
  broker.on('error', () => {})
  return broker
}

export interface Pace {
  /** Seconds for one item. */
  readonly unit: number
  /** On disk: there after a restart of the broker, if the queue is durable. */
  readonly persistent: boolean
}

/** Makes items; each counts as made when the broker has confirmed that it has it. */
export async function producer(
  queue: string,
  ready: Barrier,
  name: string,
  items: number,
  { unit, persistent }: Pace,
): Promise<void> {
  const broker = await connectBroker(20)
  await ready.wait()
  for (let number = 1; number <= items; number += 1) {
    await sleep(unit)
    const bun = `${name}: bun ${number}`
    while (!(await publish(broker, queue, bun, persistent))) await sleep(0.1)
    mark('made', bun)
    console.log(`made ${bun}`)
  }
  await broker.close()
}

/** @returns whether the broker has it for certain */
async function publish(
  broker: RecoveringChannelModel,
  queue: string,
  text: string,
  persistent: boolean,
): Promise<boolean> {
  try {
    const channel = await broker.createConfirmChannel()
    channel.sendToQueue(queue, Buffer.from(text), { persistent })
    await channel.waitForConfirms()
    await channel.close()
    return true
  } catch {
    return false
  }
}

export interface Manners {
  /** How many messages it may hold that it has not acknowledged. */
  readonly prefetch: number
  readonly acknowledge: boolean
  /** Dies with the first message in its hands. */
  readonly dies: boolean
}

/**
 * Eats for ever, one after the other: it may run on any machine that reaches the broker.
 * @param ready absent: there is something to eat already, and nobody to wait for
 */
export async function consumer(
  queues: Queues,
  ready: Barrier | undefined,
  unit: number,
  manners: Manners,
): Promise<void> {
  let eating = Promise.resolve()
  await connectBroker(20, async (model) => {
    const channel = await model.createChannel()
    await channel.prefetch(manners.prefetch)
    const take = (message: ConsumeMessage | null): void => {
      if (message === null) return
      mark('delivered', { bun: String(message.content), again: message.fields.redelivered })
      if (manners.dies) process.kill(process.pid, 'SIGKILL')
      eating = eating.then(() => eat(channel, message, queues.eaten, unit, manners.acknowledge))
    }
    await channel.consume(queues.buns, take, { noAck: !manners.acknowledge })
  })
  await ready?.wait()
  await new Promise(() => {})
}

async function eat(channel: Channel, message: ConsumeMessage, eaten: string, unit: number, acknowledge: boolean) {
  await sleep(unit)
  try {
    // On one channel, in this order: what is acknowledged has been told.
    channel.sendToQueue(eaten, message.content, { persistent: true })
    if (acknowledge) channel.ack(message)
    mark('eaten', String(message.content))
    console.log(
      `ate ${String(message.content)}${message.fields.redelivered ? ', which somebody else had dropped' : ''}`,
    )
  } catch {
    console.log('the connection was lost; the broker will deliver that one again')
  }
}
