import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { contentSecurityPolicy } from '../shared/host/content-security-policy.ts'
import type { Refusal } from './request-rules.ts'

const bodyLimitBytes = 4096

/** Sets what every answer carries. @returns the nonce of this answer's policy */
export function setCommonHeaders(request: IncomingMessage, response: ServerResponse): string {
  const nonce = randomBytes(16).toString('base64')
  const { host } = request.headers
  // A refused Host is never echoed: it may hold anything.
  const socketOrigin = /^[\w.[\]:]+$/.test(host ?? '') ? `ws://${host}` : undefined
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce, socketOrigin))
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  return nonce
}

/** Answers with a sentence for people. */
export function refuse(response: ServerResponse, { status, sentence }: Refusal): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}

/** Refuses an upgrade, for which there is no response object. */
export function refuseUpgrade(socket: Duplex, { status, sentence }: Refusal): void {
  const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n`
  socket.end(`${head}Content-Length: ${Buffer.byteLength(sentence) + 1}\r\n\r\n${sentence}\n`)
}

/**
 * Reads a small JSON body.
 * @returns its value, or why it is refused
 */
export async function readJson(request: IncomingMessage): Promise<{ readonly value: unknown } | Refusal> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return { status: 415, sentence: 'Send JSON, and say so: Content-Type: application/json.' }
  }
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    const bytes: Buffer = part
    length += bytes.length
    if (length > bodyLimitBytes) return { status: 413, sentence: 'The body is larger than Forkscope reads.' }
    parts.push(bytes)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
    return { value }
  } catch {
    return { status: 400, sentence: 'The body is not JSON.' }
  }
}
