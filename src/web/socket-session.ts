import type { RawData, WebSocket } from 'ws'
import { isClientMessage } from '../shared/host/rpc-message.ts'

const secretWithinMs = 10_000

/** Close codes of the socket; the page words them. */
export const closeCodes = { badSecret: 4401, notText: 4400 } as const

/**
 * Waits for the first message, `{"secret": S}`, and answers it.
 * @param accepts whether the tab's secret belongs to the browser's cookie
 * @returns whether the socket may go on; a refused one is closed
 */
export async function admit(socket: WebSocket, accepts: (secret: unknown) => boolean): Promise<boolean> {
  const first = await new Promise<RawData | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), secretWithinMs)
    socket.once('close', () => resolve(undefined))
    socket.once('message', (data) => {
      clearTimeout(timer)
      resolve(data)
    })
  })
  if (first === undefined || !accepts(secretIn(textOf(first)))) {
    socket.close(closeCodes.badSecret, 'This link was used or has expired.')
    return false
  }
  socket.send(JSON.stringify({ ready: true }))
  return true
}

/** `ws` gives a buffer, or several for a fragmented message. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8')
}

function secretIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'secret' in value ? value.secret : undefined
  } catch {
    return undefined
  }
}

/** Closes the socket at the first message that no client of ours sends. */
export function closeOnGarbage(socket: WebSocket): void {
  socket.prependListener('message', (data: RawData, isBinary: boolean) => {
    if (!isBinary && isClientMessage(textOf(data))) return
    socket.close(closeCodes.notText, 'Forkscope expects messages of its own pages.')
  })
}
