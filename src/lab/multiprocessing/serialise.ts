import { isProxy } from 'node:util/types'
import { deserialize, serialize } from 'node:v8'
import { RuntimeError } from './errors.ts'
import { eachPart, isPlain, refusal, tooDeep, unclonable } from './unclonable.ts'
import type { ObjectSpec } from './protocol.ts'
import { restore, SharedObject } from './shared-object.ts'
import { packTraveller, travels, unpackTraveller } from './travellers.ts'

type Handle = { readonly spec: ObjectSpec; readonly extra: unknown } | { readonly traveller: unknown }

const ascii = /^[\x20-\x7e]*$/
/** What V8 serialises begins with 0xff. */
const textTag = 0
/** Twice as deep as Python pickles. V8 reads less deep than it writes, and both depend on how deep their caller stands. */
const deepest = 1000
const placeholder = '\u0000forkscope-handle'

/**
 * @param value an item of a queue or a message
 * @param name how an error names it
 * @throws TypeError with the path of what does not survive, RuntimeError for a lock or a queue
 */
export function toBytes(value: unknown, name: string): Buffer {
  if (typeof value === 'string' && ascii.test(value)) return textBytes(value)
  const shared = inspectValue(value, name)[0]
  if (shared !== undefined) {
    const kind = shared.constructor.name
    throw new RuntimeError(`${kind} objects should only be shared between processes through inheritance`)
  }
  return serialized(value, { [name]: value })
}

export function fromBytes(bytes: Uint8Array): unknown {
  if (bytes[0] === textTag && bytes instanceof Buffer) return bytes.toString('latin1', 1)
  return deserialize(bytes)
}

/** Plain text is what is sent most: V8's serialiser takes three times as long. */
function textBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length + 1)
  bytes[0] = textTag
  bytes.write(text, 1, 'latin1')
  return bytes
}

/** @throws TypeError with the path of what another process could not receive, not even at its start; OSError for a closed connection */
export function checkSendable(value: unknown, name: string): void {
  for (const object of inspectValue(value, name)) if (object instanceof SharedObject) object.checkOpen()
}

/**
 * For what a new process is given: locks, queues and pipes may be among it.
 * @param parts those of its parts that the program gave, as it calls them
 * @throws TypeError with the path of what V8 refuses
 */
export async function packOrder(
  value: unknown,
  parts: Readonly<Record<string, unknown>>,
): Promise<{ bytes: Buffer; given: ObjectSpec[] }> {
  const shared = [...new Set(inspectValue(value, 'order'))]
  const handles: Handle[] = []
  for (const object of shared) {
    if (object instanceof SharedObject) {
      object.open()
      handles.push({ spec: object.handle, extra: await object.extra() })
    } else handles.push({ traveller: packTraveller(object) })
  }
  return {
    bytes: serialized({ handles, body: withoutShared(value, shared) }, parts),
    given: handles.flatMap((handle) => ('spec' in handle ? handle.spec : [])),
  }
}

/** @returns what {@link packOrder} was given, with objects of this process in the place of the handles */
export function unpackOrder(bytes: Uint8Array): unknown {
  const { handles, body }: { handles: readonly Handle[]; body: unknown } = deserialize(bytes)
  if (handles.length === 0) return body
  const objects = handles.map((handle) =>
    'spec' in handle ? restore(handle.spec, handle.extra) : unpackTraveller(handle.traveller),
  )
  return replace(body, new Map(), (value) => {
    const index: unknown = Reflect.get(value, placeholder)
    return typeof index === 'number' ? objects[index] : undefined
  })
}

/** @returns the objects in it that only a new process may have @throws TypeError with the path of what structured clone would lose or refuse */
function inspectValue(root: unknown, rootName: string): readonly object[] {
  if (typeof root !== 'object' && typeof root !== 'function' && typeof root !== 'symbol') return []
  const seen = new Set<object>()
  const shared: object[] = []
  let depth = 0
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'function') throw refusal(path, `the function ${value.name || '(unnamed)'}`)
    if (typeof value === 'symbol') throw refusal(path, `the symbol ${String(value.description ?? '')}`)
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (depth === deepest) throw tooDeep(path, deepest)
    depth += 1
    if (value instanceof SharedObject || travels(value)) shared.push(value)
    else if (!eachPart(value, path, look)) throw unclonable(value, path)
    depth -= 1
  }
  look(root, rootName)
  return shared
}

/** @throws TypeError with the path of what V8 refuses although it looks like data */
function serialized(value: unknown, parts: Readonly<Record<string, unknown>>): Buffer {
  try {
    return serialize(value)
  } catch (cause) {
    for (const [name, part] of Object.entries(parts)) {
      const found = firstUnclonable(part, name, new Set())
      if (found !== undefined) throw found
    }
    throw cause
  }
}

/** @returns why what is innermost cannot be serialised; undefined when all of it can */
function firstUnclonable(value: unknown, path: string, seen: Set<object>): TypeError | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
  seen.add(value)
  try {
    serialize(value)
    return undefined
  } catch {
    let found: TypeError | undefined
    if (!isProxy(value)) eachPart(value, path, (part, at) => (found ??= firstUnclonable(part, at, seen)))
    return found ?? unclonable(value, path)
  }
}

/** @returns the value with a placeholder for each of them */
function withoutShared(value: unknown, shared: readonly object[]): unknown {
  if (shared.length === 0) return value
  return replace(value, new Map(shared.map((object, index) => [object, { [placeholder]: index }])))
}

/** A copy in which some objects stand for others; cycles stay cycles. */
function replace(value: unknown, memo: Map<object, unknown>, swap?: (value: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (memo.has(value)) return memo.get(value)
  const swapped = swap?.(value)
  if (swapped !== undefined) return swapped
  if (Array.isArray(value)) {
    const copy: unknown[] = []
    memo.set(value, copy)
    for (const each of value) copy.push(replace(each, memo, swap))
    return copy
  }
  if (value instanceof Map) {
    const copy = new Map()
    memo.set(value, copy)
    for (const [key, each] of value) copy.set(replace(key, memo, swap), replace(each, memo, swap))
    return copy
  }
  if (value instanceof Set) {
    const copy = new Set()
    memo.set(value, copy)
    for (const each of value) copy.add(replace(each, memo, swap))
    return copy
  }
  if (!isPlain(value)) return value
  const copy: Record<string, unknown> = {}
  memo.set(value, copy)
  for (const [key, each] of Object.entries(value)) copy[key] = replace(each, memo, swap)
  return copy
}
