import { describe } from './timeout.ts'

export interface ProcessOptions {
  readonly group?: undefined
  /** An exported function of a module. */
  readonly target?: (...args: any[]) => unknown // eslint-disable-line typescript/no-explicit-any -- whatever args are, they are passed on
  readonly name?: string
  readonly args?: readonly unknown[]
  /** One object, after the positional arguments. */
  readonly kwargs?: Readonly<Record<string, unknown>>
  readonly daemon?: boolean
}

/** For the runtime's own objects of processes that this one has not made. */
export const origin = Symbol('origin')

export interface Origin {
  readonly path: readonly number[]
  /** The process that made it; undefined for the main process. */
  readonly creator: number | undefined
}

/** @returns options of an object that stands for a process which `from` tells of */
export function processOptions(options: ProcessOptions, from: Origin): ProcessOptions {
  return Object.assign({ ...options }, { [origin]: from })
}

export type AllOptions = ProcessOptions & { readonly [origin]?: Origin }

/** @throws TypeError in one sentence for what JavaScript lets through */
export function checkOptions({ args, kwargs }: ProcessOptions): void {
  if (args !== undefined && !Array.isArray(args)) {
    throw new TypeError(`args must be an array of arguments, not ${describe(args)}; write args: [value].`)
  }
  if (kwargs !== undefined && (typeof kwargs !== 'object' || kwargs === null || Array.isArray(kwargs))) {
    throw new TypeError(`kwargs must be an object of named arguments, not ${describe(kwargs)}.`)
  }
}

/** For a start, where CPython too finds it out: a target of none is none. @throws TypeError for what is no function */
export function checkTarget(target: unknown): void {
  if (target === undefined || target === null || typeof target === 'function') return
  throw new TypeError(`target must be an exported function, not ${describe(target)}.`)
}
