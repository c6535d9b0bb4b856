import { environment } from './run-link.ts'

let body: (() => unknown) | undefined

/** The guard: declares what the main process does; a child that imports the module does not run it. */
export function main(_meta: ImportMeta, program: () => unknown): void {
  body = program
}

/** @returns the declared main program */
export function mainProgram(): (() => unknown) | undefined {
  return body
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
