import { isProxy } from 'node:util/types'

/**
 * Visits what an object holds, as structured clone would.
 * @param path how an error names the object
 * @returns whether it is one that structured clone takes
 */
export function eachPart(value: object, path: string, visit: (part: unknown, path: string) => void): boolean {
  if (Array.isArray(value)) for (const [index, each] of value.entries()) visit(each, `${path}[${index}]`)
  else if (value instanceof Map) {
    for (const [key, each] of value) {
      visit(key, `${path} (a key)`)
      visit(each, `${path}.get(${typeof key === 'string' ? JSON.stringify(key) : String(key)})`)
    }
  } else if (value instanceof Set) for (const each of value) visit(each, `${path} (an element)`)
  else if (isPlain(value)) for (const [key, each] of Object.entries(value)) visit(each, `${path}${member(key)}`)
  else if (value instanceof Error) visit(value.cause, `${path}.cause`)
  else if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer
  else return clonable.some((type) => value instanceof type)
  return true
}

const clonable = [Date, RegExp, ArrayBuffer, Number, String, Boolean, BigInt]

/** @returns an error that names the path of the object that another process cannot be sent */
export function unclonable(value: object, path: string): TypeError {
  return refusal(path, nameOf(value))
}

/** @returns an error that names the path of what another process cannot be sent */
export function refusal(path: string, what: string): TypeError {
  const advice = 'pass plain data: numbers, strings, arrays, objects, maps, sets, dates, bytes'
  return new TypeError(`Can't send ${path} to another process: it is ${what}; ${advice}.`)
}

export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function nameOf(value: object): string {
  if (isProxy(value)) return 'a Proxy'
  if (ArrayBuffer.isView(value) && !(value.buffer instanceof ArrayBuffer)) return 'a view of shared memory'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'bytes whose memory was given away'
  return `an object of class ${value.constructor?.name ?? '(none)'}`
}

const member = (key: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
