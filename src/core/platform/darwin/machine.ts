import { version } from 'node:os'
import type { MachineSource, NetworkCounters } from '../machine-source.ts'
import { portableFacts, portableReading } from '../portable-machine.ts'
import { runTool } from '../run-tool.ts'

/** @returns the machine as Node and one `netstat` tell it; pressure, swap, disks and forks are not among that */
export function darwinMachine(): MachineSource {
  return {
    facts: () => portableFacts(version()),
    async read() {
      const networks = parseNetstatInterfaces(await runTool('netstat', ['-ibn']))
      return { ...portableReading(), ...(networks.length > 0 && { networks }) }
    },
  }
}

/**
 * @param text of `netstat -ibn`: a line for each interface, and one for each of its addresses with the same counters.
 *   The columns are counted from the end, for an interface may have no address.
 */
export function parseNetstatInterfaces(text: string): readonly NetworkCounters[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes('<Link#')) return []
    const fields = line.trim().split(/\s+/)
    const [receivedBytes, , , sentBytes] = fields.slice(-5).map(Number)
    // An asterisk: the interface is down.
    const name = fields[0]?.replace(/\*$/, '')
    if (name === undefined || receivedBytes === undefined || sentBytes === undefined) return []
    if (Number.isNaN(receivedBytes + sentBytes)) return []
    return { name, kind: kindOf(name), receivedBytes, sentBytes }
  })
}

function kindOf(name: string): NetworkCounters['kind'] {
  if (/^lo\d/.test(name)) return 'loopback'
  return /^en\d/.test(name) ? 'hardware' : 'virtual'
}
