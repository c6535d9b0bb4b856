import type { IncomingMessage } from 'node:http'

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Why a request is refused, as a status and a sentence. */
export interface Refusal {
  readonly status: number
  readonly sentence: string
}

/**
 * Exactly a loopback name, with any port, so that a forwarded port works; a name that merely resolves to loopback
 * (DNS rebinding) is foreign. Compared as text: lenient address parsers have let `127.1` and octal forms through.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const parts = /^(\[::1\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(host ?? '')
  return parts?.[1] !== undefined && loopbackNames.has(parts[1])
}

/**
 * The rules that every request and every upgrade passes first.
 * @param upgrade for a WebSocket
 * @returns the refusal; undefined when it may go on
 */
export function judgeRequest(
  { method, headers, headersDistinct }: Pick<IncomingMessage, 'method' | 'headers' | 'headersDistinct'>,
  upgrade: boolean,
): Refusal | undefined {
  // Of two names Node takes the first and says nothing; who sends two wants to be taken for another.
  const names = headersDistinct['host']?.length ?? 0
  if (names !== 1 || !isLoopbackHost(headers.host)) {
    return {
      status: 403,
      sentence: 'Forkscope answers only under 127.0.0.1 or localhost: open the address it printed.',
    }
  }
  const reads = method === 'GET'
  // Before its origin is asked for: a method that nobody may use needs none.
  if (!reads && method !== 'POST') return { status: 405, sentence: 'Forkscope knows GET and POST only.' }
  const own = `http://${headers.host}`
  const { origin } = headers
  if ((origin !== undefined && origin !== own) || (origin === undefined && (upgrade || !reads))) {
    return { status: 403, sentence: 'This request does not come from the page of Forkscope.' }
  }
  const site = headers['sec-fetch-site']
  const navigates = headers['sec-fetch-mode'] === 'navigate'
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && navigates && reads && !upgrade)) {
    return { status: 403, sentence: 'Another site may not use Forkscope: open the address it printed.' }
  }
  return undefined
}
