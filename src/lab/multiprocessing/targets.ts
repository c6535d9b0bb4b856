import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { environment } from './run-link.ts'

type Target = (...args: never[]) => unknown

/** The module whose exported functions the processes of this run may execute. */
async function loadTargets(): Promise<Readonly<Record<string, unknown>>> {
  const file = join(process.env[environment.programs] ?? '', 'targets.js')
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
  return module
}

/**
 * The name under which a child will find the function: like Python's spawn, a child imports, it does not copy.
 * @throws TypeError when the function is not an export of the targets module
 */
export async function nameOfTarget(target: Target): Promise<string> {
  const found = Object.entries(await loadTargets()).find(([, value]) => value === target)
  if (found !== undefined) return found[0]
  const name = target.name === '' ? 'an unnamed function' : `the function "${target.name}"`
  throw new TypeError(`Can't start ${name} in a new process: export it from targets.ts, where the child can import it.`)
}

/** @returns the function of that name; @throws TypeError when there is none */
export async function targetNamed(name: string): Promise<(...args: readonly unknown[]) => unknown> {
  const target = (await loadTargets())[name]
  if (typeof target !== 'function')
    throw new TypeError(`Can't get attribute '${name}': targets.ts exports no such function.`)
  return (...args) => Reflect.apply(target, undefined, args)
}
