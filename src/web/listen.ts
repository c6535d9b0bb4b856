import { once } from 'node:events'
import type { Server } from 'node:http'

/**
 * Listens on 127.0.0.1 only.
 * @param port 0 for a free one
 * @throws Error with a sentence that names the port
 */
export async function listenOnLoopback(server: Server, port: number) {
  server.listen({ host: '127.0.0.1', port, exclusive: true })
  try {
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use: choose another one, or leave --port away for a free one.`, { cause })
    }
    if (code === 'EACCES') {
      throw new Error(`Port ${port} may not be used by this user: choose one above 1023.`, { cause })
    }
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The web host could not listen on port ${port} of 127.0.0.1: ${why}.`, { cause })
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The web host has no port.')
  return {
    port: address.port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
