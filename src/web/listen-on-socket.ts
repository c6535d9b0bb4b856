import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, renameSync, rmSync, type BigIntStats } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { basename, dirname, join } from 'node:path'

/**
 * Listens on a Unix socket that only this user may open, and removes it when it closes.
 * @param path absolute; what a Forkscope that was killed has left there is replaced, anything else is not
 * @throws Error with a sentence that names the path; the server then listens nowhere
 */
export async function listenOnSocket(server: Server, path: string) {
  const bound = boundName(path)
  let own: Entry
  try {
    let before = await findDead(path)
    // Its mode is right from its first moment: Node binds before `listen` returns.
    const umask = process.umask(0o077)
    try {
      server.listen({ path: bound, exclusive: true })
    } finally {
      process.umask(umask)
    }
    await once(server, 'listening')
    chmodSync(bound, 0o600)
    own = lstatSync(bound, { bigint: true })
    // Others may have come while this one waited: what they put there is theirs.
    while (!isSame(entryAt(path), before)) before = await findDead(path)
    renameSync(bound, path)
  } catch (cause) {
    server.close()
    throw new Error(sentence(path, cause), { cause })
  }
  return {
    close: () =>
      new Promise<void>((resolve) => {
        // While the socket is open nothing else has its inode.
        if (isSame(entryAt(path), own)) rmSync(path, { force: true })
        server.close(() => resolve())
      }),
  }
}

class Unusable extends Error {}

/** What a name stands for. */
type Entry = Pick<BigIntStats, 'dev' | 'ino'>

/**
 * libuv removes the name that it bound when it closes, whoever has it by then: so it gets one that is given up at once.
 * @returns a name in the folder of the path, where it can be no longer than that: a socket's path has a limit
 */
function boundName(path: string): string {
  const room = Math.max(5, Buffer.byteLength(basename(path)))
  return join(dirname(path), `.${randomBytes(8).toString('hex')}`.slice(0, room))
}

function entryAt(path: string): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false })
}

function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.dev === other?.dev && one?.ino === other?.ino
}

/** @returns the socket at the path, on which nobody listens any more; undefined where there is nothing */
async function findDead(path: string): Promise<Entry | undefined> {
  // Of this bind itself says EACCES: libuv takes ENOENT for it.
  if (!existsSync(dirname(path))) throw new Unusable(`The folder of ${path} does not exist.`)
  const found = entryAt(path)
  if (found === undefined) return undefined
  if (!found.isSocket()) throw new Unusable(`${path} exists and is no socket: choose another path.`)
  if (await isHeard(path)) throw new Unusable(`Another program listens on ${path}: choose another path.`)
  return found
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
