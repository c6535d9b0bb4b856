import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { LinkExpiredError, type Client, type Connection } from './client.ts'

/** Session storage belongs to one tab and one port; the cookie alone does not. */
const secretKey = 'forkscope.secret'
const badSecret = 4401

/** The handshake of the web host: link → session → socket → secret → ready. */
export async function connectWeb(): Promise<Connection> {
  await exchangeToken()
  const secret = sessionStorage.getItem(secretKey)
  if (secret === null) throw new LinkExpiredError('no-session', newLink())
  const socket = new WebSocket(`ws://${location.host}/rpc`)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ secret })), { once: true })
    socket.addEventListener('message', () => resolve(), { once: true })
    socket.addEventListener(
      'close',
      (event) => {
        if (event.code !== badSecret) return reject(new Error('The connection to Forkscope was refused.'))
        sessionStorage.removeItem(secretKey)
        return reject(new LinkExpiredError('expired', newLink()))
      },
      { once: true },
    )
  })
  const client: Client = createORPCClient(new RPCLink({ websocket: socket }))
  // After the link's own listener: streams that are stopped before it knows would tell the host of it, in vain.
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }))
  return { client, closed }
}

const tokenIn = (hash: string): string | null => new URLSearchParams(hash.slice(1)).get('token')

/** What a tab's address named before a link was pasted over it: that is what is meant to be opened. */
let namedBefore = ''

/** @returns when another link is pasted into this tab; for the browser it is no other page that would have to be loaded */
function newLink(): Promise<void> {
  return new Promise((resolve) => {
    const changed = ({ oldURL }: HashChangeEvent): void => {
      if (tokenIn(location.hash) === null) return
      namedBefore = new URL(oldURL).hash
      window.removeEventListener('hashchange', changed)
      resolve()
    }
    window.addEventListener('hashchange', changed)
  })
}

/** A token stands in the fragment, which browsers send to nobody; it works once. */
async function exchangeToken(): Promise<void> {
  const token = tokenIn(location.hash)
  if (token === null) return
  history.replaceState(null, '', `${location.pathname}${namedBefore}`)
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (answer.status === 401) {
    // A reload of a link that this very tab has used already.
    if (sessionStorage.getItem(secretKey) !== null) return
    throw new LinkExpiredError('expired', newLink())
  }
  if (!answer.ok) throw new Error(await answer.text())
  const session: unknown = await answer.json()
  const secret = typeof session === 'object' && session !== null ? Reflect.get(session, 'secret') : undefined
  if (typeof secret !== 'string') throw new Error('The host answered without a secret.')
  sessionStorage.setItem(secretKey, secret)
}
