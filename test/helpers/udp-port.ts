import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** From here on ports are free as a rule, and no system gives them to senders: those of Linux begin at 32768. */
const first = 20_000
const tries = 1000

/** @returns a port of this machine that nobody hears by UDP, and that the system gives to nobody who only sends */
export async function freeUdpPort(): Promise<number> {
  for (let port = first + (process.pid % tries); port < first + 2 * tries; port += 1) {
    const socket = createSocket('udp4')
    const bound = once(socket, 'listening').then(
      () => true,
      () => false,
    )
    socket.bind(port, '127.0.0.1')
    const isFree = await bound
    socket.close()
    if (isFree) return port
  }
  throw new Error('No UDP port is free.')
}
