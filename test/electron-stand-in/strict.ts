import { EventEmitter } from 'node:events'

/** Asked for by Node, promises and debuggers of every object; they mean nothing. */
const harmless = new Set<string>(['then', 'toJSON', 'constructor', 'inspect', 'nodeType', 'asymmetricMatch'])

/** What the app asks for and the stand-in has not: it must not look as if it worked. */
export class UnknownApiError extends Error {
  override readonly name = 'UnknownApiError'
  constructor(api: string) {
    super(`The Electron stand-in does not know ${api}. Teach it, or test this on Electron itself.`)
  }
}

/** @returns the object, which throws when asked for or given what it has not */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || harmless.has(key)) return Reflect.get(target, key, receiver)
      throw new UnknownApiError(`${name}.${key}`)
    },
    set(target, key, value, receiver) {
      if (typeof key !== 'symbol' && !(key in target)) throw new UnknownApiError(`${name}.${key}`)
      return Reflect.set(target, key, value, receiver)
    },
  })
}

/** Throws for options that the stand-in would ignore. */
export function refuseUnknown(name: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new UnknownApiError(`the option "${unknown}" of ${name}`)
}

/** An emitter of the events it really emits: listening to another one throws. */
export class KnownEvents extends EventEmitter {
  constructor(owner: string, known: readonly string[]) {
    super()
    const add = this.addListener.bind(this)
    const checked = (event: string | symbol, listener: (...values: unknown[]) => void): this => {
      if (typeof event === 'string' && !known.includes(event)) {
        throw new UnknownApiError(`the event "${event}" of ${owner}`)
      }
      add(event, listener)
      return this
    }
    this.on = checked
    this.addListener = checked
  }
}

/** An event whose default can be prevented, with more facts. */
export function preventable<Facts extends object>(facts: Facts) {
  return {
    ...facts,
    defaultPrevented: false,
    preventDefault(): void {
      this.defaultPrevented = true
    },
  }
}
