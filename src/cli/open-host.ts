import { resolve } from 'node:path'
import { quoteSh } from '../shared/model/quote-shell.ts'
import { startSocketHost } from '../web/start-socket-host.ts'
import { startWebHost } from '../web/start-web-host.ts'
import type { WebServerOptions } from '../web/web-server.ts'
import type { CliPlatform } from './platform/cli-platform.ts'
import { FailedError, UsageError, wholeNumber } from './usage-error.ts'

/** Where the web host is to listen. */
export type HostAddress =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'socket'; readonly path: string }

/** A web host that listens, and what is said of it. */
export interface OpenHost {
  readonly sentence: string
  /** What `--json` prints besides the pid. */
  readonly document: Readonly<Record<string, string | number>>
  /** @param validMs how long the link may wait to be opened; without it as long as the host runs */
  freshLink(validMs?: number): string
  stop(): Promise<void>
}

/** Of the person's own machine, in what is said: which one is forwarded is theirs to choose. */
const examplePort = 8000

/** @throws UsageError when what was typed names no place to listen */
export function chooseAddress(
  { port, socket }: { readonly port: string; readonly socket?: string },
  { longestSocketPathBytes }: CliPlatform,
): HostAddress {
  const number = wholeNumber(port, 'a port', 0, 65_535)
  if (socket === undefined) return { kind: 'port', port: number }
  if (number !== 0) throw new UsageError('Give --port or --socket, not both.')
  if (longestSocketPathBytes === undefined)
    throw new UsageError('This system has no Unix sockets: give --port instead.')
  const path = resolve(socket)
  if (socket === '' || socket.endsWith('/'))
    throw new UsageError(`"${socket}" names no socket: give the path of a file.`)
  if (Buffer.byteLength(path) > longestSocketPathBytes) {
    throw new UsageError(`"${path}" is too long for a socket: it may have ${longestSocketPathBytes} bytes.`)
  }
  return { kind: 'socket', path }
}

/** @throws FailedError with a sentence that names the address when the host cannot listen there */
export async function openHost(address: HostAddress, options: WebServerOptions): Promise<OpenHost> {
  try {
    return await (address.kind === 'port' ? atPort(address.port, options) : atSocket(address.path, options))
  } catch (error) {
    throw new FailedError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

async function atPort(wanted: number, options: WebServerOptions): Promise<OpenHost> {
  const host = await startWebHost({ ...options, port: wanted })
  const { url, port, token } = host
  return {
    sentence: `Forkscope is at ${url}`,
    document: { url, port, token },
    freshLink: (validMs) => host.freshLink(validMs),
    stop: () => host.stop(),
  }
}

async function atSocket(path: string, options: WebServerOptions): Promise<OpenHost> {
  const host = await startSocketHost({ ...options, path })
  const link = (each: string): string => `http://127.0.0.1:${examplePort}/#token=${each}`
  const forward = `ssh -L ${examplePort}:${quoteSh(path)} HOST`
  return {
    sentence: `Forkscope is at ${path}: run "${forward}" on your own machine, then open ${link(host.token)}`,
    document: { socket: path, token: host.token },
    freshLink: () => link(host.freshToken()),
    stop: () => host.stop(),
  }
}
