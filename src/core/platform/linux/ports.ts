import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Listener } from '../signalling.ts'

/** include/net/tcp_states.h: a UDP socket that is connected to nobody, and so hears everybody, is "closed". */
const listening = { tcp: '0A', udp: '07' } as const
const protocols = ['tcp', 'udp'] as const

/**
 * @param table the text of /proc/net/tcp, tcp6, udp or udp6: proc(5)
 * @returns inode numbers of the sockets that listen on the port
 */
export function listeningInodes(table: string, port: number, protocol: Listener['protocol']): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening[protocol] && fields[1]?.split(':')[1] === hex)
    .flatMap((fields) => fields[9] ?? [])
}

/**
 * @param range the text of ip_local_port_range, ip(7), for IPv6, too; what it is by default counts where it is not told
 * @returns whether the port is one of those
 */
export function isInRange(port: number, range: string): boolean {
  const [, from = '32768', to = '60999'] = /^(\d+)\s+(\d+)/.exec(range) ?? []
  return port >= Number(from) && port <= Number(to)
}

/**
 * @returns the processes, visible to this user, that hold a listening socket of the port; by UDP none on a port that
 *   the kernel gives to whoever asks for any: what only sends looks as if it heard there
 */
export function listenersOn(port: number): readonly Listener[] {
  const sockets = new Map<string, Listener['protocol']>()
  const isGiven = isInRange(port, textOf('/proc/sys/net/ipv4/ip_local_port_range'))
  for (const protocol of protocols) {
    if (protocol === 'udp' && isGiven) continue
    for (const file of [`/proc/net/${protocol}`, `/proc/net/${protocol}6`]) {
      for (const inode of listeningInodes(textOf(file), port, protocol)) sockets.set(`socket:[${inode}]`, protocol)
    }
  }
  if (sockets.size === 0) return []
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const held = new Set(namesIn(`/proc/${name}/fd`).flatMap((fd) => sockets.get(target(name, fd)) ?? []))
      return protocols.filter((each) => held.has(each)).map((protocol) => ({ pid: Number(name), protocol }))
    })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function target(pid: string, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`)
  } catch {
    return ''
  }
}
