import { isEphemeralPort } from '../../../shared/model/ephemeral-ports.ts'
import { runTool } from '../run-tool.ts'
import type { Listener } from '../signalling.ts'

const tcpTables = ['TCP', 'TCPv6'] as const
const udpTables = ['UDP', 'UDPv6'] as const

/** @returns who listens on the port, by netstat; by UDP on none that may be given for sending only */
export async function listenersOn(port: number): Promise<readonly Listener[]> {
  const found = await Promise.all(
    [...tcpTables, ...(isEphemeralPort(port) ? [] : udpTables)].map(async (table) =>
      parseNetstat(await runTool('netstat', ['-ano', '-p', table]), port),
    ),
  )
  const once = new Map(found.flat().map((each) => [`${each.pid} ${each.protocol}`, each]))
  return [...once.values()]
}

/**
 * @param text output of `netstat -ano`; the state is translated, so a listener is known by its foreign side: port 0, for
 *   UDP everybody
 */
export function parseNetstat(text: string, port: number): readonly Listener[] {
  const found = text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local]) => local?.endsWith(`:${port}`))
    .flatMap(([protocol, , foreign, ...rest]): readonly Listener[] => {
      const pid = Number(rest.at(-1))
      if (!Number.isInteger(pid) || pid <= 0) return []
      if (protocol === 'TCP' && foreign?.endsWith(':0')) return [{ pid, protocol: 'tcp' }]
      return protocol === 'UDP' && foreign === '*:*' ? [{ pid, protocol: 'udp' }] : []
    })
  return [...new Map(found.map((each) => [`${each.pid} ${each.protocol}`, each])).values()]
}
