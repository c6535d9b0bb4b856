import { endianness } from 'node:os'
import type { ProcessSocket } from '../../../../shared/contract/details.ts'

/** A socket as a line of /proc/net tells it. */
export interface SocketLine extends ProcessSocket {
  readonly inode: string
}

/** include/net/tcp_states.h */
const tcpStates = new Map([
  ['01', 'ESTABLISHED'],
  ['02', 'SYN_SENT'],
  ['03', 'SYN_RECV'],
  ['04', 'FIN_WAIT1'],
  ['05', 'FIN_WAIT2'],
  ['06', 'TIME_WAIT'],
  ['07', 'CLOSE'],
  ['08', 'CLOSE_WAIT'],
  ['09', 'LAST_ACK'],
  ['0A', 'LISTEN'],
  ['0B', 'CLOSING'],
  ['0C', 'NEW_SYN_RECV'],
])
/** `__SO_ACCEPTCON`, include/linux/net.h */
const listens = 0x1_0000

/** The tables of /proc/PID/net, and how a line of each is read. */
export const socketTables: Readonly<Record<string, (line: string) => SocketLine | undefined>> = {
  tcp: (line) => inetLine('tcp', line),
  tcp6: (line) => inetLine('tcp6', line),
  udp: (line) => inetLine('udp', line),
  udp6: (line) => inetLine('udp6', line),
  raw: (line) => inetLine('raw', line),
  raw6: (line) => inetLine('raw6', line),
  unix: unixLine,
  netlink: netlinkLine,
}

/** @param line of tcp, udp or raw, v4 or v6; undefined for the heading */
function inetLine(protocol: string, line: string): SocketLine | undefined {
  const fields = line.trim().split(/\s+/)
  const [, from, to, code = ''] = fields
  const inode = fields[9]
  if (inode === undefined || !/^\d+$/.test(inode)) return undefined
  const [local, remote] = [addressOf(from), addressOf(to)]
  if (local === undefined || remote === undefined) return undefined
  const state = protocol.startsWith('tcp') ? tcpStates.get(code) : code === '01' ? 'ESTABLISHED' : undefined
  return {
    inode,
    protocol,
    local: local.text,
    ...(remote.port !== 0 && { remote: remote.text }),
    ...(state !== undefined && { state }),
    ...(state === 'LISTEN' && { port: local.port }),
  }
}

/** @param line `Num RefCount Protocol Flags Type St Inode Path`; a path may hold spaces, `@` begins an abstract name */
function unixLine(line: string): SocketLine | undefined {
  const found = /^\S+:\s+\S+\s+\S+\s+([\dA-F]+)\s+\S+\s+(\d+)\s+(\d+)(?: (.+))?$/i.exec(line.trim())
  if (found === null) return undefined
  const [, flags = '', code, inode = '', path] = found
  const state = (Number.parseInt(flags, 16) & listens) !== 0 ? 'LISTEN' : code === '03' ? 'CONNECTED' : undefined
  return {
    inode,
    protocol: 'unix',
    ...(path !== undefined && { local: path }),
    ...(state !== undefined && { state }),
  }
}

function netlinkLine(line: string): SocketLine | undefined {
  const fields = line.trim().split(/\s+/)
  const inode = fields[9]
  return inode !== undefined && /^\d+$/.test(inode) ? { inode, protocol: 'netlink' } : undefined
}

interface Address {
  readonly text: string
  readonly port: number
}

/** @param field `0100007F:1F90`: words of 32 bits in the machine's byte order, and the port */
export function addressOf(field: string | undefined, order = endianness()): Address | undefined {
  const found = /^((?:[\dA-F]{8})|(?:[\dA-F]{32})):([\dA-F]{4})$/i.exec(field ?? '')
  if (found === null) return undefined
  const port = Number.parseInt(found[2] ?? '', 16)
  const words = (found[1] ?? '').match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => {
    const each = (word.match(/../g) ?? []).map((hex) => Number.parseInt(hex, 16))
    return order === 'LE' ? each.toReversed() : each
  })
  const shownPort = port === 0 ? '*' : String(port)
  if (bytes.length === 4) return { text: `${bytes.join('.')}:${shownPort}`, port }
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
  const host = isMapped ? `[::ffff:${bytes.slice(12).join('.')}]` : shortest(bytes)
  return { text: `${host}:${shownPort}`, port }
}

/** The form of RFC 5952, which URLs have too. */
function shortest(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]`).hostname
}
