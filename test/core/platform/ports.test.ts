import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { parseLsofUdp } from '../../../src/core/platform/darwin/ports.ts'
import { isInRange, listenersOn, listeningInodes } from '../../../src/core/platform/linux/ports.ts'
import { parseNetstat } from '../../../src/core/platform/win32/ports.ts'
import { freeUdpPort } from '../../helpers/udp-port.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** @param wanted 0: any. @returns a UDP socket's port of this process */
async function udpPort(host: string, wanted: number): Promise<number> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  stops.push(() => socket.close())
  socket.bind(wanted, host)
  await once(socket, 'listening')
  return socket.address().port
}

describe('who listens on a port', () => {
  it('is told from the tables of the kernel, and not who only talks over it', () => {
    const udp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref
 5442: 0100007F:B267 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 6049501 2 0 0
15272: 0100007F:B267 0100007F:98CD 01 00000000:00000000 00:00000000 00000000     0        0 6049502 2 0 0
15273: 0100007F:98CD 0100007F:B267 01 00000000:00000000 00:00000000 00000000     0        0 6049503 2 0 0
`
    expect(listeningInodes(udp, 45_671, 'udp')).toEqual(['6049501'])
    expect(listeningInodes(udp, 45_671, 'tcp')).toEqual([])
    expect(listeningInodes(udp, 39_117, 'udp')).toEqual([])
  })

  it('is told from lsof, whose port may be that of the other side', () => {
    const text = 'p7\nf3\nn127.0.0.1:5353->127.0.0.1:8080\np8\nf4\nn*:8080\nf5\nn[::1]:8080\np9\nf6\nn*:18080\n'
    expect(parseLsofUdp(text, 8080)).toEqual([8])
    expect(parseLsofUdp('', 8080)).toEqual([])
  })

  it('is told from netstat, for UDP by the foreign side that is everybody', () => {
    const text = [
      '  Proto  Local Address          Foreign Address        State           PID',
      '  UDP    0.0.0.0:5353           *:*                                    2216',
      '  UDP    127.0.0.1:5353         *:*                                    2216',
      '  UDP    [::]:15353             *:*                                    2217',
      '  TCP    0.0.0.0:5353           0.0.0.0:0              ABHÖREN         2218',
      '  TCP    127.0.0.1:5353         127.0.0.1:50000        HERGESTELLT     2219',
    ].join('\r\n')
    expect(parseNetstat(text, 5353)).toEqual([
      { pid: 2216, protocol: 'udp' },
      { pid: 2218, protocol: 'tcp' },
    ])
  })

  it.runIf(process.platform === 'linux').each(['127.0.0.1', '::1'])('is found on %s by UDP', async (host) => {
    expect(listenersOn(await udpPort(host, await freeUdpPort()))).toEqual([{ pid: process.pid, protocol: 'udp' }])
  })

  it.runIf(process.platform === 'linux')('is nobody who only sends by UDP', async () => {
    expect(listenersOn(await udpPort('127.0.0.1', 0))).toEqual([])
  })

  it('is told by the range of ports for senders, or what that is by default', () => {
    const ports = [1023, 1024, 5000, 5001, 40_000]
    expect(ports.filter((port) => isInRange(port, '1024\t5000\n'))).toEqual([1024, 5000])
    expect(ports.filter((port) => isInRange(port, ''))).toEqual([40_000])
  })

  it.runIf(process.platform === 'linux')('is found by both, each once', async () => {
    const port = await udpPort('127.0.0.1', await freeUdpPort())
    const server = createServer().listen(port, '127.0.0.1')
    stops.push(() => server.close())
    await once(server, 'listening')
    expect(listenersOn(port)).toEqual([
      { pid: process.pid, protocol: 'tcp' },
      { pid: process.pid, protocol: 'udp' },
    ])
  })
})
