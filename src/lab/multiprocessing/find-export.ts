import type { Session } from 'node:inspector'

/** Where a child finds a function or class: like Python's spawn it imports, it does not copy. */
export interface ExportName {
  /** URL of the module. */
  readonly module: string
  readonly name: string
}

type Code = (...args: never[]) => unknown
type Class = abstract new (...args: never[]) => unknown

const found = new WeakMap<object, ExportName>()
let evaluating: string | undefined

/** The main module, while it is being evaluated: it cannot be imported before it is done. */
export function setEvaluating(url: string | undefined): void {
  evaluating = url
}

/**
 * @param what how an error calls it: "target", "class"
 * @throws TypeError when it is not an export of the module in which it was written
 */
export async function exportOf(value: Code | Class, what: string): Promise<ExportName> {
  const known = found.get(value)
  if (known !== undefined) return known
  const name = value.name === '' ? 'an unnamed function' : `'${value.name}'`
  const module = await moduleOf(value)
  if (module === undefined) {
    throw new TypeError(
      `Can't start ${name} in a new process: the ${what} is not written in a module that a child could import.`,
    )
  }
  const exported = await exportsOf(module)
  // The child will see whether it is an export.
  if (exported === undefined && value.name !== '') return { module, name: value.name }
  const entry = Object.entries(exported ?? {}).find(([, each]) => each === value)
  if (entry === undefined) {
    const advice = `export it from ${decodeURIComponent(module.replace(/^file:\/\//, ''))}, where the child can import it`
    throw new TypeError(`Can't get local object ${name}: the ${what} is not an export of its module; ${advice}.`)
  }
  const result = { module, name: entry[0] }
  found.set(value, result)
  return result
}

/** @returns what a module exports; undefined while it is being evaluated: who waits for that from inside waits for ever */
async function exportsOf(module: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const exported: Promise<Readonly<Record<string, unknown>>> = import(/* @vite-ignore */ module)
  if (module !== evaluating) return exported
  // One that is evaluated is there within this turn.
  return Promise.race([exported, new Promise<undefined>((resolve) => setImmediate(resolve, undefined))])
}

/** Asks V8 where the function was written: no list of all modules exists. */
async function moduleOf(value: Code | Class): Promise<string | undefined> {
  const inspector = await import('node:inspector')
  const session = new inspector.Session()
  const key = `__forkscope_${Math.random()}`
  const urls = new Map<string, string>()
  session.connect()
  try {
    session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url))
    session.post('Debugger.enable')
    Reflect.set(globalThis, key, value)
    const script = scriptOf(session, key)
    const url = script === undefined ? undefined : urls.get(script)
    return url?.startsWith('file:') ? url : undefined
  } finally {
    Reflect.deleteProperty(globalThis, key)
    session.disconnect()
  }
}

/** In-process sessions answer before `post` returns. */
function scriptOf(session: Session, key: string): string | undefined {
  let script: string | undefined
  session.post('Runtime.evaluate', { expression: `globalThis[${JSON.stringify(key)}]` }, (_error, evaluated) => {
    const objectId = evaluated?.result?.objectId
    if (objectId === undefined) return
    session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_again, properties) => {
      const location = properties?.internalProperties?.find(({ name }) => name === '[[FunctionLocation]]')
      const id: unknown = location?.value?.value?.scriptId
      if (typeof id === 'string') script = id
    })
  })
  return script
}
