import { isEphemeralPort } from '../../../shared/model/ephemeral-ports.ts'
import { runTool } from '../run-tool.ts'
import type { Listener } from '../signalling.ts'

/** @returns who listens on the port, by lsof's field output; by UDP on none that may be given for sending only */
export async function listenersOn(port: number): Promise<readonly Listener[]> {
  // Asked for a state of TCP, it leaves UDP out.
  const tcp = parseLsof(await runTool('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp']))
  const udp = isEphemeralPort(port) ? [] : parseLsofUdp(await runTool('lsof', ['-nP', `-iUDP:${port}`, '-Fpn']), port)
  return [
    ...tcp.map((pid) => ({ pid, protocol: 'tcp' as const })),
    ...udp.map((pid) => ({ pid, protocol: 'udp' as const })),
  ]
}

/** @param text output of `lsof -Fp` */
export function parseLsof(text: string): readonly number[] {
  const pids = text
    .split('\n')
    .filter((line) => /^p\d+$/.test(line))
    .map((line) => Number(line.slice(1)))
  return [...new Set(pids)]
}

/**
 * @param text output of `lsof -Fpn`, whose port may be the other side's
 * @returns pids of those that hear everybody on that port: what is connected names both sides, with an arrow
 */
export function parseLsofUdp(text: string, port: number): readonly number[] {
  const pids = new Set<number>()
  let pid = 0
  for (const line of text.split('\n')) {
    if (/^p\d+$/.test(line)) pid = Number(line.slice(1))
    else if (line.startsWith('n') && line.endsWith(`:${port}`) && !line.includes('->') && pid > 0) pids.add(pid)
  }
  return [...pids]
}
