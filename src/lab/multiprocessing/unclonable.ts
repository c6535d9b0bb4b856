import { isMap, isProxy, isSet } from 'node:util/types'

type Visit = (part: unknown, path: string) => void

/**
 * Visits what an object holds, as structured clone would.
 * @param path how an error names the object
 * @returns whether it is one that structured clone takes, and not as something else
 * @throws TypeError with the path of a property that a copy would lose
 */
export function eachPart(value: object, path: string, visit: Visit): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (Array.isArray(value)) {
    // Array.prototype is an array itself, in every realm; that of a subclass is none.
    if (!Array.isArray(prototype)) return false
    for (const [index, each] of value.entries()) visit(each, `${path}[${index}]`)
    return true
  }
  if (isPlain(value)) {
    checkSymbols(value, path)
    for (const [key, each] of Object.entries(value)) visit(each, `${path}${member(key)}`)
    return true
  }
  // Their own properties are not looked for: their elements are among them.
  if (ArrayBuffer.isView(value)) return views.has(prototype) && value.buffer instanceof ArrayBuffer
  if (!copied.has(prototype)) return false
  checkProperties(value, path)
  if (isMap(value)) {
    for (const [key, each] of value) {
      visit(key, `${path} (a key)`)
      visit(each, `${path}.get(${keyText(key)})`)
    }
  } else if (isSet(value)) for (const each of value) visit(each, `${path} (an element)`)
  else if (value instanceof Error) visit(value.cause, `${path}.cause`)
  return true
}

const prototypes = (types: readonly { readonly prototype: unknown }[]): ReadonlySet<unknown> =>
  new Set(types.map(({ prototype }) => prototype))

const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]
/** A copy of what is derived from one of these is one of these, and has lost its class. */
const copied = prototypes([Map, Set, Date, RegExp, ArrayBuffer, Number, String, Boolean, BigInt, ...errors])
const bytes = [Buffer, DataView, Int8Array, Uint8Array, Uint8ClampedArray]
const integers = [Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array]
const views = prototypes([...bytes, ...integers, Float32Array, Float64Array])

/** What a copy of an error has. */
const ofErrors = new Set(['message', 'stack', 'cause'])

function checkProperties(value: object, path: string): void {
  checkSymbols(value, path)
  // Its characters are.
  if (value instanceof String) return
  for (const key of Object.keys(value)) {
    if (value instanceof Error && ofErrors.has(key)) continue
    throw refusal(`${path}${member(key)}`, `a property of ${classOf(value)}`)
  }
}

function checkSymbols(value: object, path: string): void {
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (!Object.prototype.propertyIsEnumerable.call(value, symbol)) continue
    throw refusal(`${path}[${String(symbol)}]`, 'a property whose key is a symbol')
  }
}

/** @returns an error that names the path of the object that another process cannot be sent */
export function unclonable(value: object, path: string): TypeError {
  return refusal(path, nameOf(value))
}

/** @returns an error that names the path of what another process cannot be sent */
export function refusal(path: string, what: string): TypeError {
  const advice = 'pass plain data: numbers, strings, arrays, objects, maps, sets, dates, bytes'
  return new TypeError(`Can't send ${path} to another process: it is ${what}; ${advice}.`)
}

/** @returns an error that names the beginning of the path at which an object is nested too deep */
export function tooDeep(path: string, levels: number): TypeError {
  return new TypeError(
    `Can't send ${path.slice(0, 60)}… to another process: it is nested more than ${levels} levels deep; pass its parts as the elements of one array.`,
  )
}

export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function nameOf(value: object): string {
  if (isProxy(value)) return 'a Proxy'
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!views.has(prototype) && prototype !== ArrayBuffer.prototype) return classOf(value)
  if (ArrayBuffer.isView(value) && !(value.buffer instanceof ArrayBuffer)) return 'a view of shared memory'
  return 'bytes whose memory was given away'
}

const classOf = (value: object): string => `an object of class ${value.constructor?.name ?? '(none)'}`

const member = (key: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`

const keyText = (key: unknown): string =>
  typeof key === 'object' && key !== null ? classOf(key) : typeof key === 'string' ? JSON.stringify(key) : String(key)
