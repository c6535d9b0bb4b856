import { Event, main, parameter, Process, Queue, sleep } from 'forkscope/multiprocessing'
import { ask, type Plan, serve, type Signals } from './targets.ts'

const plan: Plan = {
  shout: parameter('shout') === 1,
  serial: parameter('serial') === 1,
  keepOpen: parameter('keepOpen') === 1,
}

main(import.meta, async () => {
  const [leave, nap, asleep, stop] = [new Event(), new Event(), new Event(), new Event()]
  const signals: Signals = { port: new Queue(), talkers: new Queue(), answered: new Queue(), leave, nap, asleep, stop }
  const server = new Process({ target: serve, args: [plan, signals], name: 'server' })
  await server.start()
  const port = await signals.port.get()
  console.log(`main: the server listens on port ${port}`)

  const names = Array.from({ length: parameter('clients') }, (_, index) => `client-${index + 1}`)
  const clients = names.map((name) => new Process({ target: ask, args: [name, port, signals], name }))
  for (const client of clients) await client.start()

  // Each has had an answer, and all are still connected. One at a time, that would never be.
  if (!plan.serial) for (const _ of names) await signals.answered.get()
  await sleep(parameter('staySeconds') / parameter('speed'))
  if (parameter('killOne') === 1) process.kill(await signals.talkers.get(), 'SIGKILL')
  if (parameter('nap') === 1) {
    await nap.set()
    await asleep.wait()
  }
  await leave.set()
  for (const client of clients) await client.join()
  await stop.set()
  await server.join()
})
