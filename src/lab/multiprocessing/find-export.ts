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

/** Whether this is a program that Node was given as text, on its standard input or as an option: it has no file. */
export const isTextModule = (url: string): boolean => /\/\[eval\d+\]$/.test(url)

/** Modules that this process runs: they may export what was made elsewhere. */
const own = new Set<string>()

/** @param url of a module that has been imported: looking into it runs nothing */
export function addOwnModule(url: string): void {
  own.add(url)
}

/**
 * @param what how an error calls it: "target", "class"
 * @throws TypeError when it is an export neither of the module in which it was written nor of the one that runs
 */
export async function exportOf(value: Code | Class, what: string): Promise<ExportName> {
  const known = found.get(value)
  if (known !== undefined) return known
  const module = await moduleOf(value)
  const exported = module === undefined ? {} : await exportsOf(module)
  // The child will see whether it is an export.
  if (module !== undefined && exported === undefined && value.name !== '') return { module, name: value.name }
  const result = exportIn(module, exported, value) ?? (await madeElsewhere(value))
  if (result === undefined) throw refusal(value.name, what, module)
  found.set(value, result)
  return result
}

function refusal(name: string, what: string, module: string | undefined): TypeError {
  const called = name === '' ? 'an unnamed function' : `'${name}'`
  if (module === undefined) {
    return new TypeError(
      `Can't start ${called} in a new process: the ${what} is not written in a module that a child could import.`,
    )
  }
  const advice = `export it from ${decodeURIComponent(module.replace(/^file:\/\//, ''))}, where the child can import it`
  return new TypeError(`Can't get local object ${called}: the ${what} is not an export of its module; ${advice}.`)
}

function exportIn(
  module: string | undefined,
  exported: Readonly<Record<string, unknown>> | undefined,
  value: Code | Class,
): ExportName | undefined {
  const entry = Object.entries(exported ?? {}).find(([, each]) => each === value)
  return entry === undefined || module === undefined ? undefined : { module, name: entry[0] }
}

/** What another module's function has returned is written there, but exported here. */
async function madeElsewhere(value: Code | Class): Promise<ExportName | undefined> {
  for (const module of own) {
    const result = exportIn(module, await exportsOf(module), value)
    if (result !== undefined) return result
  }
  return undefined
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
    return url?.startsWith('file:') && !isTextModule(url) ? url : undefined
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
