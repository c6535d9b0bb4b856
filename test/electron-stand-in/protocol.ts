import type Electron from 'electron'
import { strict, UnknownApiError } from './strict.ts'

type Handler = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Handler>()
const known = ['standard', 'secure', 'supportFetchAPI', 'codeCache']
let ready = false

/** From now on schemes can be handled, and no longer registered. */
export function protocolReady(): void {
  ready = true
}

/** @returns the app's own answer; undefined when it does not handle the scheme */
export async function answerOf(
  address: string,
  method: string,
  initiatorOrigin: string | undefined,
): Promise<Response | undefined> {
  const handler = handlers.get(new URL(address).protocol.slice(0, -1))
  if (handler === undefined) return undefined
  const request = Object.assign(new Request(address, { method }), { initiatorOrigin })
  return handler(request)
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges = {} } of schemes) {
      if (scheme !== 'app') throw new UnknownApiError(`the scheme ${scheme}:`)
      const unwanted = Object.keys(privileges).find((name) => !known.includes(name))
      if (unwanted !== undefined) throw new Error(`An insecure or unknown privilege for ${scheme}: ${unwanted}`)
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (!ready) throw new Error('protocol.handle can only be called after app is ready')
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already.`)
    handlers.set(scheme, handler)
  },
} satisfies Partial<typeof Electron.protocol>)
