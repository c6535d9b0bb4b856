import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, unlinkSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { dirname } from 'node:path'

/**
 * Listens on a Unix socket that only this user may open, and removes it when it closes.
 * @param path absolute; what a Forkscope that was killed has left there is replaced, anything else is not
 * @throws Error with a sentence that names the path
 */
export async function listenOnSocket(server: Server, path: string) {
  try {
    await removeDeadSocket(path)
    // Its mode is right from its first moment: Node binds before `listen` returns.
    const umask = process.umask(0o077)
    try {
      server.listen({ path, exclusive: true })
    } finally {
      process.umask(umask)
    }
    await once(server, 'listening')
    chmodSync(path, 0o600)
  } catch (cause) {
    throw new Error(sentence(path, cause), { cause })
  }
  return { close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

class Unusable extends Error {}

async function removeDeadSocket(path: string): Promise<void> {
  // Of this bind itself says EACCES: libuv takes ENOENT for it.
  if (!existsSync(dirname(path))) throw new Unusable(`The folder of ${path} does not exist.`)
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket()) throw new Unusable(`${path} exists and is no socket: choose another path.`)
  if (await isHeard(path)) throw new Unusable(`Another program listens on ${path}: choose another path.`)
  unlinkSync(path)
}

/** Nobody listens any more exactly when the system says so; a socket that may not be opened, or is busy, has somebody. */
async function isHeard(path: string): Promise<boolean> {
  const connection = connect(path)
  try {
    await once(connection, 'connect')
    return true
  } catch (error) {
    return codeOf(error) !== 'ECONNREFUSED'
  } finally {
    connection.destroy()
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function sentence(path: string, cause: unknown): string {
  if (cause instanceof Unusable) return cause.message
  switch (codeOf(cause)) {
    case 'EADDRINUSE':
      return `Another program listens on ${path}: choose another path.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `This user may not make the socket ${path}: choose a folder of your own.`
    default:
      return `The web host could not listen on ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`
  }
}
