import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { type Event, mark, Process, type Queue, sleep, sleepSync } from 'forkscope/multiprocessing'

export interface Plan {
  readonly shout: boolean
  /** One connection after the other, without processes. */
  readonly serial: boolean
  /** The server does not close its own copy of a connection. */
  readonly keepOpen: boolean
}

export interface Signals {
  readonly port: Queue<number>
  readonly talkers: Queue<number>
  readonly answered: Queue<string>
  readonly leave: Event
  readonly nap: Event
  readonly asleep: Event
  readonly stop: Event
}

/** A conversation with one client: whatever it says comes back in capitals. */
export async function talk(connection: Socket, shout: boolean): Promise<void> {
  mark('talk')
  try {
    for await (const data of connection) connection.write(shout ? String(data).toUpperCase() : data)
  } catch {
    console.log('a client has gone without a word')
  }
  connection.destroy()
  mark('talk-done')
}

/** Accepts connections, and leaves the talking to a process of its own for each. */
export async function serve({ shout, serial, keepOpen }: Plan, signals: Signals): Promise<void> {
  let served = 0
  let before = Promise.resolve()
  const welcome = async (connection: Socket): Promise<void> => {
    const child = new Process({ target: talk, args: [connection, shout], name: `talk-${(served += 1)}` })
    await child.start()
    if (!keepOpen) connection.destroy()
    await signals.talkers.put(child.pid ?? 0)
  }
  const listener = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (connection) => {
    if (serial) before = before.then(() => talk(connection, shout))
    else void welcome(connection)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  await signals.port.put(typeof address === 'object' ? (address?.port ?? 0) : 0)

  void signals.nap.wait().then(async () => {
    await signals.asleep.set()
    sleepSync(3)
  })
  await signals.stop.wait()
  listener.close()
}

/** @returns what the other side says next; nothing when it has no more to say */
function hear(connection: Socket): Promise<string> {
  if (connection.readableEnded || connection.destroyed) return Promise.resolve('')
  return new Promise((resolve) => {
    connection.once('data', (data) => resolve(String(data)))
    for (const event of ['end', 'close']) connection.once(event, () => resolve(''))
  })
}

/** A client: says something twice, hangs up, and listens whether the other side does too. */
export async function ask(name: string, port: number, { answered, leave }: Signals): Promise<void> {
  const connection = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  connection.on('error', () => {})
  for (const sent of [`hello, I am ${name}`, 'are you still there?']) {
    connection.write(sent)
    const got = await hear(connection)
    console.log(`${name}: "${sent}" → "${got}"`)
    mark('answer', { sent, got })
    await answered.put(name)
    await leave.wait()
  }
  connection.end()
  const heard = await Promise.race([hear(connection), sleep(3).then(() => 'nothing')])
  mark('end-of-file', heard === '')
}
