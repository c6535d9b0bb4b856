import { deserialize, serialize } from 'node:v8'
import { RuntimeError } from './errors.ts'
import type { ObjectSpec } from './protocol.ts'
import { restore, SharedObject } from './shared-object.ts'
import { packTraveller, travels, unpackTraveller } from './travellers.ts'

type Handle = { readonly spec: ObjectSpec; readonly extra: unknown } | { readonly traveller: unknown }

const ascii = /^[\x20-\x7e]*$/
/** What V8 serialises begins with 0xff. */
const textTag = 0
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
  return serialize(value)
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

/** @throws TypeError with the path of what another process could not receive, not even at its start */
export function checkSendable(value: unknown, name: string): void {
  inspectValue(value, name)
}

/** For what a new process is given: locks, queues and pipes may be among it. */
export async function packOrder(value: unknown): Promise<{ bytes: Buffer; given: ObjectSpec[] }> {
  const shared = [...new Set(inspectValue(value, 'order'))]
  const handles: Handle[] = []
  for (const object of shared) {
    if (object instanceof SharedObject) {
      object.open()
      handles.push({ spec: object.handle, extra: await object.extra() })
    } else handles.push({ traveller: packTraveller(object) })
  }
  const memo = new Map<object, unknown>(shared.map((object, index) => [object, { [placeholder]: index }]))
  const body = shared.length === 0 ? value : replace(value, memo)
  return {
    bytes: serialize({ handles, body }),
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
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'function') throw refusal(path, `the function ${value.name || '(unnamed)'}`)
    if (typeof value === 'symbol') throw refusal(path, `the symbol ${String(value.description ?? '')}`)
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (value instanceof SharedObject || travels(value)) shared.push(value)
    else if (Array.isArray(value)) for (const [index, each] of value.entries()) look(each, `${path}[${index}]`)
    else if (value instanceof Map) {
      for (const [key, each] of value) {
        look(key, `${path} (a key)`)
        look(each, `${path}.get(${typeof key === 'string' ? JSON.stringify(key) : String(key)})`)
      }
    } else if (value instanceof Set) for (const each of value) look(each, `${path} (an element)`)
    else if (isPlain(value)) for (const [key, each] of Object.entries(value)) look(each, `${path}${member(key)}`)
    else if (!isClonable(value)) throw refusal(path, `an object of class ${value.constructor?.name ?? '(none)'}`)
  }
  look(root, rootName)
  return shared
}

function refusal(path: string, what: string): TypeError {
  const advice = 'pass plain data: numbers, strings, arrays, objects, maps, sets, dates, bytes'
  return new TypeError(`Can't send ${path} to another process: it is ${what}; ${advice}.`)
}

const member = (key: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function isClonable(value: object): boolean {
  if (ArrayBuffer.isView(value)) return true
  return [Date, RegExp, Error, ArrayBuffer, Number, String, Boolean, BigInt].some((type) => value instanceof type)
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
