/** The kinds of message a client sends in oRPC 1.16: a request (the default), an item of a stream, an abort. */
const streamItem = 3
const abort = 4
/** Bodies other than JSON, which the contract has not; their decoders throw on nonsense. */
const bodyHeaders = new Set(['content-type', 'content-disposition'])

/**
 * The page is untrusted, and oRPC's port adapter takes what it receives for a message: one that is none would be an
 * unhandled rejection in the host. So only what has the form of a client's message passes.
 * @param message as received
 * @returns whether it is a message that oRPC's client could have sent
 */
export function isClientMessage(message: unknown): message is string {
  if (typeof message !== 'string') return false
  const value = parsed(message)
  if (!isObject(value) || typeof value['i'] !== 'string') return false
  const { t: kind = 1, p: payload } = value
  if (kind === abort) return true
  if (!isObject(payload)) return false
  if (kind === streamItem) return true
  return kind === 1 && isRequest(payload)
}

function isRequest({ u: path, m: method, h: headers }: Readonly<Record<string, unknown>>): boolean {
  if (typeof path !== 'string' || !path.startsWith('/') || path.startsWith('//')) return false
  if (method !== undefined && typeof method !== 'string') return false
  if (headers === undefined) return true
  if (!isObject(headers)) return false
  return Object.entries(headers).every(
    ([name, value]) => typeof value === 'string' && !bodyHeaders.has(name.toLowerCase()),
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
