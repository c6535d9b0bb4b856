import type { Told } from '../../../../shared/contract/details.ts'
import { runTool } from '../../../platform/run-tool.ts'
import { deniedHere, listedOf, tell, unsupported, type DetailsPlatform } from '../details-platform.ts'
import { lsofFields, openFiles, openSockets, parseLsofEntries, type LsofEntry } from './parse-lsof.ts'
import { parseThreads } from './parse-threads.ts'

/**
 * macOS and other Unix systems without procfs: what lsof and ps tell. `ps -E` prints environments so that nobody can
 * tell where a variable ends; limits, signal sets and storage of another process are told by no tool.
 */
export const darwinDetails: DetailsPlatform = {
  environment: unsupported,
  place: async (pid) => {
    const entries = await lsof(pid)
    if (entries.kind !== 'told') return entries
    const named = (descriptor: string): Told<string> => {
      const name = entries.value.find((each) => each.descriptor === descriptor)?.name
      return name === undefined ? { kind: 'none' } : { kind: 'told', value: name }
    }
    return {
      kind: 'told',
      value: { workingDirectory: named('cwd'), root: named('rtd'), executable: named('txt') },
    }
  },
  files: async (pid) => {
    const entries = await lsof(pid)
    return entries.kind === 'told' ? { kind: 'told', value: listedOf(openFiles(entries.value)) } : entries
  },
  sockets: async (pid) => {
    const entries = await lsof(pid)
    return entries.kind === 'told' ? { kind: 'told', value: listedOf(openSockets(entries.value)) } : entries
  },
  threads: (pid) =>
    tell(async () => {
      const threads = parseThreads(await runTool('ps', ['-M', '-p', String(pid)]))
      return threads.length === 0 ? undefined : listedOf(threads)
    }),
  limits: unsupported,
  signals: unsupported,
  memory: (pid) =>
    tell(async () => {
      const text = await runTool('ps', ['-o', 'rss=,vsz=', '-p', String(pid)])
      const [resident, virtual] = text.trim().split(/\s+/).map(Number)
      if (resident === undefined || virtual === undefined) return undefined
      return { resident: resident * 1024, virtual: virtual * 1024 }
    }),
  isolation: unsupported,
  io: unsupported,
  frozen: unsupported,
  waitChannel: unsupported,
}

/** lsof says nothing at all of what it may not look into; a process that it sees has at least a working directory. */
async function lsof(
  pid: number,
): Promise<{ readonly kind: typeof deniedHere } | { readonly kind: 'told'; readonly value: readonly LsofEntry[] }> {
  const value = parseLsofEntries(await runTool('lsof', ['-nP', '-p', String(pid), `-F${lsofFields}`]))
  return value.length === 0 ? { kind: deniedHere } : { kind: 'told', value }
}
