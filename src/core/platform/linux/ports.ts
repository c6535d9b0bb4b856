import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const listening = '0A'

/**
 * @param table the text of /proc/net/tcp or tcp6: proc(5)
 * @returns inode numbers of the sockets that listen on the port
 */
export function listeningInodes(table: string, port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening && fields[1]?.split(':')[1] === hex)
    .flatMap((fields) => fields[9] ?? [])
}

/** @returns pids of the processes, visible to this user, that hold a listening socket of the TCP port */
export function pidsListeningOn(port: number): readonly number[] {
  const sockets = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
      listeningInodes(textOf(file), port).map((inode) => `socket:[${inode}]`),
    ),
  )
  if (sockets.size === 0) return []
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name) && namesIn(`/proc/${name}/fd`).some((fd) => sockets.has(target(name, fd))))
    .map(Number)
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
