import type { RawData, WebSocket } from 'ws'
import { isClientMessage } from '../shared/host/rpc-message.ts'

const secretWithinMs = 10_000

/** Close codes of the socket; the page words them. */
export const closeCodes = { badSecret: 4401, notText: 4400 } as const

/**
 * Waits for the first message, `{"secret": S}`, and answers it.
 * @param sessionOf the session that the tab's secret opens together with the browser's cookie
 * @returns the session; `refused` after a wrong secret or none in time, and the socket is closed; `left` when the
 *   other side closed before it said anything, which is no guess
 */
export async function admit<Session extends object>(
  socket: WebSocket,
  sessionOf: (secret: unknown) => Session | undefined,
): Promise<Session | 'refused' | 'left'> {
  const first = await new Promise<RawData | 'late' | 'left'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), secretWithinMs)
    const settle = (result: RawData | 'left'): void => {
      clearTimeout(timer)
      resolve(result)
    }
    socket.once('close', () => settle('left'))
    socket.once('message', settle)
  })
  if (first === 'left') return 'left'
  const session = first === 'late' ? undefined : sessionOf(secretIn(textOf(first)))
  if (session === undefined) {
    socket.close(closeCodes.badSecret, 'This link was used or has expired.')
    return 'refused'
  }
  socket.send(JSON.stringify({ ready: true }))
  return session
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

/** Bytes that are sent and not yet taken, above which what sends one message after the other waits. */
const mostUnderWay = 2 ** 18

/** What the contract's handler needs of a socket. */
export type ClientSocket = Pick<WebSocket, 'addEventListener' | 'send'>

/**
 * The socket as the contract's handler may see it: only messages that a client of ours could have sent. At the first
 * other one the real socket is closed, and nothing that follows is passed on: the handler would log a stack trace
 * for text that is not JSON, and it takes a request from a binary frame too.
 */
export function onlyClientMessages(socket: WebSocket): ClientSocket {
  let closed = false
  socket.on('message', (data, isBinary) => {
    if (closed || (!isBinary && isClientMessage(textOf(data)))) return
    closed = true
    socket.close(closeCodes.notText, 'Forkscope expects messages of its own pages.')
  })
  return {
    // The handler awaits it: a stream goes as fast as its page takes it.
    send: (data: string): Promise<void> | undefined => {
      const taken = new Promise<void>((resolve) => socket.send(data, () => resolve()))
      return socket.bufferedAmount > mostUnderWay ? taken : undefined
    },
    addEventListener(type, listener, options) {
      const pass: typeof listener = (event) => {
        if (type === 'message' && closed) return
        if (typeof listener === 'function') listener(event)
        else listener.handleEvent(event)
      }
      socket.addEventListener(type, pass, options)
    },
  }
}
