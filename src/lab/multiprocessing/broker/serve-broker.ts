import { createServer, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { encodeFrame, FrameReader } from '../frames.ts'
import type { ToBroker } from '../protocol.ts'
import type { Broker } from './broker.ts'

export interface BrokerServer {
  /** How many processes are connected. */
  readonly present: number
  /** Resolves when all that this process told has been received. */
  left(pid: number): Promise<void>
  close(): void
}

/**
 * Lets processes reach a broker.
 * @param path a Unix socket in a private folder, or a named pipe
 * @param changed is told when a process has come or gone
 * @param paced is given what is read of each process, and may pause it
 * @returns when processes can connect
 */
export function serveBroker(
  path: string,
  broker: Broker,
  changed: () => void = () => {},
  paced: (said: Readable) => void = () => {},
): Promise<BrokerServer> {
  const sockets = new Set<Socket>()
  // Answers to one piece leave in one write for each process.
  const corked = new Set<Socket>()
  let receiving = false
  const uncork = (): void => {
    for (const each of corked) each.uncork()
    corked.clear()
  }
  const present = new Map<number, Promise<void>>()

  const server = createServer((socket) => {
    sockets.add(socket)
    const reader = new FrameReader<ToBroker>()
    const connection = broker.connect((message, payload) => {
      if (!socket.writable) return
      if (!corked.has(socket)) socket.cork()
      corked.add(socket)
      socket.write(encodeFrame(message, payload))
      if (!receiving) uncork()
    })
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => {
        sockets.delete(socket)
        connection.closed()
        for (const [pid, left] of present) if (left === closed) present.delete(pid)
        resolve()
        changed()
      })
    })
    // Sooner than its close: what waits for this process's end must not wait for a farewell to the dead.
    socket.once('end', () => connection.closed())
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      receiving = true
      try {
        for (const { header, payload } of reader.push(chunk)) {
          if (header.op === 'hello') present.set(header.pid, closed)
          connection.receive(header, payload)
        }
      } catch (cause) {
        // Not one of ours, or one that is broken: nothing it says can be trusted any more.
        socket.destroy(cause instanceof Error ? cause : new Error(String(cause)))
      } finally {
        receiving = false
        uncork()
      }
    })
    paced(socket)
    changed()
  })

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () =>
      resolve({
        get present() {
          return sockets.size
        },
        left: (pid) => present.get(pid) ?? Promise.resolve(),
        close() {
          broker.stop()
          server.close()
          for (const socket of sockets) socket.destroy()
        },
      }),
    )
  })
}
