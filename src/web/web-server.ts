import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { withNonce } from '../shared/host/content-security-policy.ts'
import { readJson, refuse, refuseUpgrade, setCommonHeaders } from './answers.ts'
import { createFailureLimit } from './failure-limit.ts'
import { judgeRequest, type Refusal } from './request-rules.ts'
import { createSessionStore } from './session-store.ts'
import { admit, onlyClientMessages, type ClientSocket } from './socket-session.ts'

export interface WebServer {
  readonly server: Server
  /** @param validMs how long it may wait to be used, once; without it as long as the host runs */
  newToken(validMs?: number): string
  endConnections(): void
}

export interface WebServerOptions {
  readonly backend: { connectWebSocket(socket: ClientSocket): void }
  /** The built pages. */
  readonly rendererFolder: string
}

const usedLink: Refusal = {
  status: 401,
  sentence: 'This link was used or has expired: press Enter in the terminal where Forkscope runs, or start it again.',
}
const tooMany: Refusal = { status: 429, sentence: 'Too many wrong links: wait a minute and open the right one.' }
const messageLimitBytes = 4 * 1024 * 1024

/** Makes what serves the pages and the contract to the person who has a token; it listens nowhere yet. */
export function createWebServer({ backend, rendererFolder }: WebServerOptions): WebServer {
  const page = readFileSync(join(rendererFolder, 'index.html'), 'utf8')
  const files = sirv(rendererFolder, { etag: false, dotfiles: false })
  const sessions = createSessionStore()
  const failures = createFailureLimit()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: messageLimitBytes })

  const openSession = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (failures.isReached()) return refuse(response, tooMany)
    const body = await readJson(request)
    if ('status' in body) return refuse(response, body)
    const { value } = body
    const token = typeof value === 'object' && value !== null && 'token' in value ? value.token : undefined
    const session = sessions.open(token)
    if (session === undefined) {
      failures.count()
      return refuse(response, usedLink)
    }
    response.setHeader('Set-Cookie', `${cookieName(request)}=${session.cookie}; HttpOnly; SameSite=Strict; Path=/`)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ secret: session.secret }))
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const nonce = setCommonHeaders(request, response)
    const refusal = judgeRequest(request, false)
    if (refusal !== undefined) return refuse(response, refusal)
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === '/session' && request.method === 'POST') return openSession(request, response)
    if (request.method === 'POST') return refuse(response, { status: 405, sentence: 'Nothing is posted here.' })
    if (path === '/' || path === '/index.html') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      response.end(withNonce(page, nonce))
      return undefined
    }
    return files(request, response, () => refuse(response, { status: 404, sentence: 'Forkscope has no such page.' }))
  }

  const server = createServer(
    // Node looks for late requests every 30 s unless it is told otherwise.
    { maxHeaderSize: 16_384, requestTimeout: 10_000, headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    (request, response) => {
      answer(request, response).catch(() => {
        if (!response.headersSent) refuse(response, { status: 400, sentence: 'The request could not be read.' })
        else response.destroy()
      })
    },
  )
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal = judgeRequest(request, true)
    if (refusal !== undefined) return refuseUpgrade(socket, refusal)
    if (request.url !== '/rpc') return refuseUpgrade(socket, { status: 404, sentence: 'The socket is at /rpc.' })
    if (failures.isReached()) return refuseUpgrade(socket, tooMany)
    const cookie = cookieOf(request)
    // Accepted first and refused by a close code: a page cannot read the status of a refused upgrade.
    return sockets.handleUpgrade(request, socket, head, (accepted) => {
      // A message that is too large or breaks the protocol: `ws` closes the socket itself, with the fitting code.
      accepted.on('error', () => {})
      void admit(accepted, (secret) => sessions.find(cookie, secret)).then((session) => {
        if (session === 'left') return undefined
        if (session === 'refused') return failures.count()
        accepted.on('close', sessions.use(session))
        return backend.connectWebSocket(onlyClientMessages(accepted))
      })
    })
  })

  return {
    server,
    newToken: (validMs) => sessions.newToken(validMs),
    endConnections() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
    },
  }
}

/**
 * Cookies ignore ports, and two Forkscopes in one browser would overwrite each other's. The port is the one that the
 * browser knows: forwarded, two hosts may have the same one of their own, and a Unix socket has none.
 */
function cookieName({ headers }: IncomingMessage): string {
  return `forkscope-${/:(\d+)$/.exec(headers.host ?? '')?.[1] ?? '80'}`
}

function cookieOf(request: IncomingMessage): string | undefined {
  return (request.headers.cookie ?? '')
    .split(/;\s*/)
    .map((pair) => pair.split('='))
    .find(([name]) => name === cookieName(request))?.[1]
}
