import { once } from 'node:events'
import { WebSocket } from 'ws'

export interface OpenedSession {
  readonly origin: string
  readonly cookie: string
  readonly secret: string
}

/** Exchanges a link's token as the page does. @param url `http://127.0.0.1:PORT/#token=TOKEN` */
export async function openSession(url: string): Promise<OpenedSession> {
  const { origin, hash } = new URL(url)
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: hash.replace('#token=', '') }),
  })
  const body: unknown = await answer.json()
  const secret = typeof body === 'object' && body !== null && 'secret' in body ? String(body.secret) : ''
  return { origin, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', secret }
}

/** Opens a socket that has been admitted. */
export async function openSocket({ origin, cookie, secret }: OpenedSession): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { Origin: origin, Cookie: cookie } })
  await once(socket, 'open')
  socket.send(JSON.stringify({ secret }))
  await once(socket, 'message')
  return socket
}
