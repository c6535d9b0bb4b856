import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Listed, ProcessSocket } from '../../../../shared/contract/details.ts'
import { listedOf } from '../details-platform.ts'
import { readDescriptors, socketInode } from './descriptors.ts'
import { ifThere } from './read-proc.ts'
import { socketTables, type SocketLine } from './socket-tables.ts'

/** Of a process with more open files, sockets are looked for only among so many. */
const mostDescriptors = 4096

/** The sockets of a process: its descriptors tell inode numbers, the tables of its network what these are. */
export async function readSockets(folder: string): Promise<Listed<ProcessSocket>> {
  const { files, total } = await readDescriptors(folder, mostDescriptors)
  const wanted = new Map(
    files.flatMap(({ descriptor, target }) => {
      const inode = socketInode(target)
      return inode === undefined ? [] : [[inode, descriptor] as const]
    }),
  )
  const found = wanted.size === 0 ? new Map<string, SocketLine>() : await findSockets(`${folder}/net`, wanted)
  const sockets = [...wanted].map(([inode, descriptor]): ProcessSocket => {
    const line = found.get(inode)
    if (line === undefined) return { descriptor, protocol: 'other' }
    const { inode: _, ...socket } = line
    return { descriptor, ...socket }
  })
  const listed = listedOf(sockets)
  return files.length < total ? { ...listed, cut: true } : listed
}

/** A busy machine has many thousands: the tables come line by line, and others have their turns between. */
async function findSockets(
  folder: string,
  wanted: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, SocketLine>> {
  const found = new Map<string, SocketLine>()
  for (const [name, read] of Object.entries(socketTables)) {
    if (found.size === wanted.size) break
    const table = async (): Promise<void> => {
      // The path of a Unix socket is bytes; people write UTF-8.
      for await (const line of createInterface({ input: createReadStream(`${folder}/${name}`, 'utf8') })) {
        const socket = read(line)
        if (socket !== undefined && wanted.has(socket.inode)) found.set(socket.inode, socket)
      }
    }
    // A kernel without IPv6 has no tcp6.
    await ifThere(table())
  }
  return found
}
