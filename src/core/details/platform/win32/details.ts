import type { ProcessSocket } from '../../../../shared/contract/details.ts'
import { runTool } from '../../../platform/run-tool.ts'
import { listedOf, tell, unsupported, type DetailsPlatform } from '../details-platform.ts'

/** Windows: sockets by netstat. The rest wants a handle to the process, which is not read yet. */
export const win32Details: DetailsPlatform = {
  environment: unsupported,
  place: unsupported,
  files: unsupported,
  sockets: (pid) => tell(async () => listedOf(parseNetstatSockets(await runTool('netstat', ['-ano']), pid))),
  threads: unsupported,
  limits: unsupported,
  signals: unsupported,
  memory: unsupported,
  isolation: unsupported,
  io: unsupported,
  frozen: unsupported,
  waitChannel: unsupported,
}

/**
 * @param text output of `netstat -ano`: protocol, local and foreign address, state (of TCP only, translated), pid
 * @returns the sockets of the process; one whose foreign port is 0 listens, in whatever language
 */
export function parseNetstatSockets(text: string, pid: number): readonly ProcessSocket[] {
  return text.split(/\r?\n/).flatMap((line): ProcessSocket[] => {
    const [protocol = '', local = '', remote = '', ...rest] = line.trim().split(/\s+/)
    if (!/^(?:TCP|UDP)$/.test(protocol) || rest.at(-1) !== String(pid)) return []
    const version = local.startsWith('[') ? '6' : ''
    if (protocol === 'UDP') return [{ protocol: `udp${version}`, local }]
    const port = Number(local.split(':').at(-1))
    if (remote.endsWith(':0')) return [{ protocol: `tcp${version}`, local, state: 'LISTEN', port }]
    // Two words are left: the state, which may itself be several in some languages, and the pid.
    return [{ protocol: `tcp${version}`, local, remote, state: rest.slice(0, -1).join(' ') }]
  })
}
