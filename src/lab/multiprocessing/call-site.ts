import { pathToFileURL } from 'node:url'
import type { CallSite } from './protocol.ts'
import { isSupervised } from './run-environment.ts'
import { builtProgram } from './start-broker.ts'

/** What a notice tells of the place in the program that it comes from. */
export interface CallerSite {
  readonly site?: CallSite
}

/** Between a call of the runtime and the program stand its own frames, and those of Node's console. */
const deepest = 20
const own: ReadonlySet<string> = new Set([import.meta.url, pathToFileURL(builtProgram('lab-child.js')).href])

/**
 * Where the program has called the runtime, for a notice or a request. Cheap enough for every one of them: nothing is
 * formatted or looked up here, the supervisor does that.
 * @returns nothing when there is no supervisor to tell, or no program in the stack
 */
export function callSite(): { readonly site?: CallSite } {
  if (!isSupervised()) return {}
  for (const frame of frames()) {
    // Their types promise null; of what eval runs both are undefined.
    const file: unknown = frame.getFileName()
    const line: unknown = frame.getLineNumber()
    if (typeof file !== 'string' || typeof line !== 'number' || file.startsWith('node:') || own.has(file)) continue
    return { site: { file, line, column: frame.getColumnNumber() ?? 1 } }
  }
  return {}
}

function frames(): readonly NodeJS.CallSite[] {
  const prepare: unknown = Reflect.get(Error, 'prepareStackTrace')
  const { stackTraceLimit } = Error
  let found: readonly NodeJS.CallSite[] = []
  try {
    Error.prepareStackTrace = (_error, given) => {
      found = given
      return ''
    }
    Error.stackTraceLimit = deepest
    const holder: { stack?: string } = {}
    Error.captureStackTrace(holder, callSite)
    // Reading it makes V8 hand over the frames.
    void holder.stack
  } finally {
    Reflect.set(Error, 'prepareStackTrace', prepare)
    Error.stackTraceLimit = stackTraceLimit
  }
  return found
}
