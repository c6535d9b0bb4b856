import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { WebSocket } from 'ws'
import { startWebHost, type WebHost } from '../../src/web/start-web-host.ts'

// One host for all tests of a file, and who asks it without a client's help.
/** What it serves. */
export let folder = ''
export let host: WebHost
/** The sockets that were let in. */
export const connected: WebSocket[] = []
/** Every header of every answer, to look for what must never be there. */
export const headersSeen: IncomingHttpHeaders[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forkscope-web-'))
  await writeFile(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">')
  await writeFile(join(folder, 'app.js'), 'export {}')
  host = await startWebHost({
    rendererFolder: folder,
    backend: { connectWebSocket: (socket) => void connected.push(socket as WebSocket) },
  })
})
afterAll(async () => {
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Ask {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request as written: no client tidies up the path or the headers. */
export async function ask({ method = 'GET', path = '/', headers = {}, body }: Ask, to: WebHost = host) {
  const sent = request({
    host: '127.0.0.1',
    port: to.port,
    method,
    path,
    headers: { Host: `127.0.0.1:${to.port}`, ...headers },
    agent: false,
  })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  headersSeen.push(answer.headers)
  let text = ''
  for await (const part of answer) text += String(part)
  return { status: Number(answer.statusCode), headers: answer.headers as IncomingHttpHeaders, text }
}

/** The headers of the host's own page. */
export const own = (to: WebHost = host) => ({
  Origin: `http://127.0.0.1:${to.port}`,
  'Content-Type': 'application/json',
})
export const post = (token: unknown, headers: Readonly<Record<string, string>> = {}, to: WebHost = host) =>
  ask({ method: 'POST', path: '/session', headers: { ...own(to), ...headers }, body: JSON.stringify({ token }) }, to)
export const tokenOf = (link: string): string => link.split('#token=')[1] ?? ''

/** @returns both halves of a new session, and its cookie as it was sent */
export async function session() {
  const answer = await post(tokenOf(host.freshLink()))
  const cookie = answer.headers['set-cookie']?.[0] ?? ''
  return { cookie: cookie.split(';')[0] ?? '', flags: cookie, secret: String(JSON.parse(answer.text).secret) }
}

/** @returns a socket, and the status of a refusal */
export async function socket(headers: Readonly<Record<string, string>>, first?: string | Buffer) {
  const made = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers: { ...headers } })
  const refused = once(made, 'unexpected-response').then(([, answer]) => Number(answer.statusCode))
  const opened = once(made, 'open').then(() => undefined)
  made.on('error', () => {})
  const status = await Promise.race([refused, opened])
  if (status === undefined && first !== undefined) made.send(first)
  return { made, status }
}
