import { createCodec, type Codec } from './codec.ts'

// Everything in this file runs in pages, as text: no function may use what it is not given.

type Callable = (...values: readonly unknown[]) => unknown

interface WorldLink {
  /** Calls a function of the other world and returns its answer, synchronously as Electron's context bridge does. */
  call(name: string, ...values: readonly unknown[]): unknown
}

/** Joins the page's world and the preload's: they share the DOM's events and nothing else. */
function joinWorlds(codec: Codec, secret: string, mine: string, theirs: string, served: Record<string, Callable>) {
  const given = new Map<string, Callable>(Object.entries(served))
  const answers: { value?: unknown; error?: string }[] = []
  const dispatch = window.dispatchEvent.bind(window)
  const send = (type: string, detail: string): void =>
    void dispatch(new CustomEvent(`${secret}-${theirs}-${type}`, { detail }))
  const listen = (type: string, receive: (detail: string) => void): void =>
    window.addEventListener(`${secret}-${mine}-${type}`, (event) => {
      if (event instanceof CustomEvent) receive(String(event.detail))
    })
  const encode = (value: unknown): string =>
    codec.encode(value, (each) => {
      if (typeof each !== 'function') throw new Error('An object could not be cloned.')
      const name = `function ${given.size}`
      given.set(name, (...values) => Reflect.apply(each, undefined, values))
      return name
    })
  const decode = (text: string): unknown =>
    codec.decode(
      text,
      (name) =>
        (...values: readonly unknown[]) =>
          call(String(name), ...values),
    )
  const call = (name: string, ...values: readonly unknown[]): unknown => {
    send('call', JSON.stringify([name, encode(values)]))
    const answer = answers.pop()
    if (answer?.error !== undefined) throw new Error(answer.error)
    return answer?.value
  }
  listen('call', (detail) => {
    const [name, values]: [string, string] = JSON.parse(detail)
    try {
      const decoded = decode(values)
      const value = given.get(name)?.(...(Array.isArray(decoded) ? decoded : []))
      send('answer', JSON.stringify({ value: encode(value) }))
    } catch (error) {
      send('answer', JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
    }
  })
  listen('answer', (detail) => {
    const { value, error }: { value?: string; error?: string } = JSON.parse(detail)
    answers.push(error === undefined ? { value: decode(value ?? '') } : { error })
  })
  return { call } satisfies WorldLink
}

/** In the page's own world: receives what `contextBridge` exposes, frozen. */
function enterPage(codec: Codec, join: typeof joinWorlds, secret: string): void {
  if (window.top !== window) return
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
    return value
  }
  join(codec, secret, 'page', 'preload', {
    isAwake: () => true,
    expose: (name, api) => {
      if (String(name) in window) throw new Error(`Cannot bind an API on top of an existing property: ${String(name)}`)
      Object.defineProperty(window, String(name), { value: freeze(api), enumerable: true })
    },
  })
}

/** In the preload's isolated world: the part of Electron that a sandboxed preload may require. */
function enterPreload(
  codec: Codec,
  join: typeof joinWorlds,
  secret: string,
  toMain: (text: string) => void,
  preload: (require: Callable, module: object, exports: object) => void,
): void {
  if (window.top !== window) return
  const { call } = join(codec, secret, 'preload', 'page', {})
  const listeners = new Map<string, Callable[]>()
  const known = <Part extends object>(name: string, part: Part): Part =>
    new Proxy(part, {
      get(target, key, receiver) {
        if (key in target || typeof key === 'symbol') return Reflect.get(target, key, receiver)
        throw new Error(`The Electron stand-in does not know ${name}.${key} in a preload.`)
      },
    })
  const ipcRenderer = known('ipcRenderer', {
    send: (channel: string, ...values: unknown[]) => toMain(JSON.stringify({ channel, values: codec.encode(values) })),
    on: (channel: string, listener: Callable) =>
      void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel: string, listener: Callable) =>
      void listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      ),
  })
  const contextBridge = known('contextBridge', {
    exposeInMainWorld: (name: string, api: unknown) => call('expose', name, api),
  })
  const electron = known('electron', { contextBridge, ipcRenderer })
  const waiting: [channel: string, text: string][] = []
  // While its page asks for a window Chromium evaluates what it is sent, and dispatches no events: nothing reaches the
  // page's world. In Electron such messages come afterwards; timers wait, too.
  const deliver = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (call('isAwake') !== true) return void setTimeout(deliver)
      waiting.shift()
      const [channel, text] = next
      const values = codec.decode(text)
      for (const listener of listeners.get(channel) ?? []) {
        try {
          listener({ sender: ipcRenderer }, ...(Array.isArray(values) ? values : []))
        } catch (error) {
          reportError(error)
        }
      }
    }
  }
  Object.defineProperty(globalThis, `${secret}Receive`, {
    value: (channel: string, text: string) => {
      // What waits comes first, and whoever waits comes by itself.
      if (waiting.push([channel, text]) === 1) deliver()
    },
  })
  const module = { exports: {} }
  const require: Callable = (name) => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${String(name)}`)
  }
  try {
    preload(require, module, module.exports)
  } catch (error) {
    toMain(JSON.stringify({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
  }
}

/** @returns the script for the page's world, to run before any script of the page */
export function pageScript(secret: string): string {
  return `(${enterPage.toString()})((${createCodec.toString()})(), ${joinWorlds.toString()}, ${JSON.stringify(secret)})`
}

/** @returns the script for the preload's world @param preload text of the CommonJS file @param binding to the main process */
export function preloadScript(secret: string, preload: string, binding: string): string {
  const wrapped = `function (require, module, exports) {${preload}\n}`
  const given = `(${createCodec.toString()})(), ${joinWorlds.toString()}, ${JSON.stringify(secret)}`
  return `(${enterPreload.toString()})(${given}, globalThis[${JSON.stringify(binding)}], ${wrapped})`
}
