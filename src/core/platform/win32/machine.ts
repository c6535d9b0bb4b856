import { version } from 'node:os'
import type { MachineSource, NetworkCounters } from '../machine-source.ts'
import { portableFacts, portableReading } from '../portable-machine.ts'
import { runTool } from '../run-tool.ts'

/** @returns the machine as Node and one `netstat` tell it; load, pressure, page file, disks and forks are not among that */
export function win32Machine(): MachineSource {
  return {
    facts: () => portableFacts(version()),
    async read() {
      const networks = parseNetstatTotals(await runTool('netstat', ['-e']))
      return { ...portableReading(), ...(networks !== undefined && { networks: [networks] }) }
    },
  }
}

/**
 * @param text of `netstat -e`, whose words are translated: the first line with two numbers at its end counts bytes,
 *   received and sent by all interfaces together
 */
export function parseNetstatTotals(text: string): NetworkCounters | undefined {
  const [, received, sent] = /^\S.*?\s+(\d+)\s+(\d+)\s*$/m.exec(text) ?? []
  if (received === undefined || sent === undefined) return undefined
  return { name: '*', kind: 'hardware', receivedBytes: Number(received), sentBytes: Number(sent) }
}
