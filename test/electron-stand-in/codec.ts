/** What has no clone: a function crosses as whatever the given hook makes of it. */
export interface Codec {
  readonly encode: (value: unknown, foreign?: (value: unknown) => unknown) => string
  readonly decode: (text: string, foreign?: (mark: unknown) => unknown) => unknown
}

/**
 * Structured clone as text. The function is self-contained, because its own text also runs in pages.
 * @returns a codec of plain data, `Date`, `Map`, `Set`, `Error`, typed arrays and every number; cycles are refused
 */
export function createCodec(): Codec {
  const typed = [Uint8Array, Int32Array, Float64Array]
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const pack = (value: unknown, foreign: (value: unknown) => unknown, above: readonly unknown[]): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return { u: 0 }
    if (typeof value === 'bigint') return { b: String(value) }
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { n: Object.is(value, -0) ? '-0' : String(value) }
    }
    if (typeof value !== 'object') return { f: foreign(value) }
    if (above.includes(value)) return refuse()
    const inside = (each: unknown): unknown => pack(each, foreign, [...above, value])
    if (Array.isArray(value)) return { a: value.map(inside) }
    if (value instanceof Date) return { d: value.getTime() }
    if (value instanceof Map) return { m: [...value].map(([key, each]) => [inside(key), inside(each)]) }
    if (value instanceof Set) return { s: [...value].map(inside) }
    if (value instanceof Error) return { e: [value.name, value.message] }
    const kind = typed.findIndex((type) => value instanceof type)
    if (kind !== -1 && Symbol.iterator in value) return { t: [kind, Array.from(Object.values(value))] }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return refuse()
    return { o: Object.entries(value).map(([key, each]) => [key, inside(each)]) }
  }
  // What arrives was packed above: its form is known.
  // oxlint-disable-next-line typescript/no-explicit-any
  const unpack = (packed: any, foreign: (mark: unknown) => unknown): unknown => {
    if (packed === null || typeof packed !== 'object') return packed
    const inside = (each: unknown): unknown => unpack(each, foreign)
    const [kind, content] = Object.entries<any>(packed)[0] ?? [] // oxlint-disable-line typescript/no-explicit-any
    switch (kind) {
      case 'u':
        return undefined
      case 'b':
        return BigInt(content)
      case 'n':
        return Number(content)
      case 'f':
        return foreign(content)
      case 'a':
        return content.map(inside)
      case 'd':
        return new Date(content)
      case 'm':
        return new Map(content.map(([key, each]: [unknown, unknown]) => [inside(key), inside(each)]))
      case 's':
        return new Set(content.map(inside))
      case 'e':
        return Object.assign(new Error(content[1]), { name: content[0] })
      case 't':
        return new (typed[content[0]] ?? Uint8Array)(content[1])
      default:
        return Object.fromEntries(content.map(([key, each]: [string, unknown]) => [key, inside(each)]))
    }
  }
  return {
    encode: (value, foreign = refuse) => JSON.stringify(pack(value, foreign, [])),
    decode: (text, foreign = refuse) => unpack(JSON.parse(text), foreign),
  }
}
