import {
  type Connection,
  EOFError,
  Event,
  main,
  mark,
  parameter,
  Pipe,
  Process,
  sleep,
} from 'forkscope/multiprocessing'
import { echo } from './targets.ts'

/** An empty message is a message too, and a long one is not cut. */
const messages = ['short', '', 'x'.repeat(50_000), 'last']

/** Between two messages, so that the child is seen waiting. */
const pauseSeconds = 0.5 / parameter('speed')

/** How long main waits for what may never come, in seconds; on a loaded machine what comes may take a while. */
const patience = 6

main(import.meta, async () => {
  const [mine, theirs] = Pipe()
  const [answers, farewell] = Pipe()
  const ready = new Event()
  const child = new Process({ target: echo, args: [theirs, farewell, ready], name: 'echo' })
  await child.start()
  await ready.wait()
  // The child has these ends now. As long as this process has them too, they are not closed when the child ends.
  if (parameter('keepCopies') === 0) {
    theirs.close()
    farewell.close()
  }

  for (const [index, message] of messages.entries()) {
    await sleep(pauseSeconds)
    if (parameter('killAt') === index + 1) {
      child.kill()
      await child.join()
    }
    const answer = await exchange(mine, message)
    if (answer === undefined) break
    mark('echo', { sent: message.length, received: answer.length, equal: answer === message.toUpperCase() })
    console.log(`main: sent ${message.length} characters, got ${answer.length} back`)
  }

  // Until here nobody knew that no more would come.
  if (parameter('keepOpen') === 0) mine.close()
  mark('closed-my-end')
  await child.join(patience)
  if (child.isAlive()) {
    console.log('main: the child still waits for a message; I end it')
    child.kill()
    await child.join()
  }

  while (await answers.poll(patience)) {
    try {
      console.log('main: the child said', await answers.recv())
    } catch (error) {
      if (!(error instanceof EOFError)) throw error
      mark('main-end-of-file')
      console.log('main: EOFError, the other end is closed')
      break
    }
  }
  try {
    await answers.send('are you there?')
    mark('sent-to-nobody')
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error)
    mark('send-refused', name)
    console.log(`main: ${name}`)
  }
})

/** @returns the answer; undefined when the other end has gone */
async function exchange(connection: Connection, message: string): Promise<string | undefined> {
  try {
    await connection.send(message)
    return String(await connection.recv())
  } catch (error) {
    console.log('main:', error instanceof Error ? error.name : error)
    return undefined
  }
}
