import { Socket } from 'node:net'
import { OSError } from './errors.ts'
import { orderDescriptor } from './read-order.ts'

/** Stands for a connection among the arguments of a new process. */
interface Passed {
  readonly '\u0000forkscope-socket': { readonly descriptor: number; readonly allowHalfOpen: boolean }
}

const isPassed = (value: unknown): value is Passed =>
  typeof value === 'object' && value !== null && '\u0000forkscope-socket' in value

/**
 * A connection that is an argument goes to the child as an open descriptor, as CPython passes it: afterwards both have it,
 * and it is closed when both have closed it.
 * @returns the arguments with something serialisable in the place of each connection, and the connections
 * @throws OSError for one that is closed, and on Windows, where a process does not inherit connections
 */
export function takeSockets(args: readonly unknown[]): { readonly args: unknown[]; readonly sockets: Socket[] } {
  const sockets: Socket[] = []
  const replaced = args.map((value, index): unknown => {
    if (!(value instanceof Socket)) return value
    if (process.platform === 'win32') throw new OSError('On Windows a connection cannot be passed to another process.')
    if (value.destroyed || value.connecting) throw new OSError(`args[${index}] is a connection that is not open.`)
    sockets.push(value)
    const passed = { descriptor: orderDescriptor + sockets.length, allowHalfOpen: value.allowHalfOpen }
    return { '\u0000forkscope-socket': passed } satisfies Passed
  })
  return { args: replaced, sockets }
}

/** @returns the arguments with the connections that this process was given */
export function giveSockets(args: readonly unknown[]): readonly unknown[] {
  return args.map((value) => {
    if (!isPassed(value)) return value
    const { descriptor, allowHalfOpen } = value['\u0000forkscope-socket']
    return new Socket({ fd: descriptor, readable: true, writable: true, allowHalfOpen })
  })
}
