import { type Connection, EOFError, type Event, mark } from 'forkscope/multiprocessing'

/** Sends back what it receives, in capitals, until nobody can send any more. */
export async function echo(connection: Connection, farewell: Connection, ready: Event): Promise<void> {
  await ready.set()
  for (;;) {
    try {
      const message = String(await connection.recv())
      mark('received', message.length)
      await connection.send(message.toUpperCase())
    } catch (error) {
      if (!(error instanceof EOFError)) throw error
      mark('child-end-of-file')
      console.log('echo: EOFError, nobody can send me anything any more')
      await farewell.send('goodbye')
      return
    }
  }
}
