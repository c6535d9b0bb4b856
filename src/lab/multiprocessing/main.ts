import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { endProcess } from './end-process.ts'
import { installExitRules, reportFailure } from './exit-rules.ts'
import { addOwnModule, isTextModule, setEvaluating } from './find-export.ts'
import { isChild } from './identity.ts'
import { environment } from './run-environment.ts'
import { whenOutOfWork } from './when-out-of-work.ts'

let begun = false
/** What the guards of the program say, one after the other: as in Python, the next one begins when this one is done. */
const bodies: (() => unknown)[] = []
let program = mainScript()
// Until its guard or its end tells otherwise.
setEvaluating(program)

/** For the lab: the program that this process was started for. */
export function setMainProgram(url: string): void {
  program = url
  setEvaluating(url)
}

/** A main process ends by the signal, as a shell expects it. */
function interrupted(): void {
  process.removeAllListeners('SIGINT')
  process.once('exit', () => {
    process.removeAllListeners('SIGINT')
    process.kill(process.pid, 'SIGINT')
  })
}

/** Rules for a main process, whether it has a guard or not. */
export function beginMain(): void {
  if (begun || isChild()) return
  begun = true
  installExitRules(undefined, 130, interrupted)
  // A program without the guard has ended when nothing is left to do.
  whenOutOfWork((code) => void endProcess(code))
}

/** The guard: says what the main process does; a child that imports the module does not run it. */
export function main(meta: ImportMeta, body: () => unknown): void {
  if (typeof body !== 'function')
    throw new TypeError('main takes import.meta and a function: main(import.meta, async () => { … }).')
  const isText = isTextModule(meta.url)
  if (isChild() || (meta.url !== program && !isText)) return
  // There is nothing to import of it.
  if (!isText) addOwnModule(meta.url)
  beginMain()
  bodies.push(body)
  if (bodies.length > 1) return
  setImmediate(() => {
    setEvaluating(undefined)
    void run()
  })
}

async function run(): Promise<void> {
  let code = 0
  try {
    for (const body of bodies) await body()
  } catch (error) {
    code = reportFailure(undefined, error)
  }
  await endProcess(code === 0 ? Number(process.exitCode ?? 0) : code)
}

/** @returns the URL of the script that Node was started with */
function mainScript(): string | undefined {
  const given = process.argv[1]
  if (given === undefined) return undefined
  for (const ending of ['', '.js', '.mjs', '/index.js']) {
    try {
      return pathToFileURL(realpathSync(given + ending)).href
    } catch {
      // Node finds it under one of the other names.
    }
  }
  return undefined
}

/**
 * The lesson's parameters of this run.
 * @throws RangeError for a parameter that the lesson does not declare
 */
export function parameter(name: string): number {
  const all: unknown = JSON.parse(process.env[environment.parameters] ?? '{}')
  const value: unknown = typeof all === 'object' && all !== null ? Reflect.get(all, name) : undefined
  if (typeof value !== 'number') throw new RangeError(`This run has no parameter "${name}".`)
  return value
}
