import { inspect } from 'node:util'
import { exitProcess, failProcess, interruptProcess } from './end-process.ts'
import { ownHandler } from './keep-alive.ts'
import { writeError } from './write-error.ts'

/** Thrown by `process.exit`, as `sys.exit` raises it: what is under way is left, and the orderly exit follows. */
class SystemExit extends Error {
  override readonly name = 'SystemExit'
}

let installed = false

/**
 * From now on this process ends in good order: `process.exit(n)`, an uncaught error and Ctrl-C are followed by the
 * orderly exit. The program's own handlers of errors and of SIGINT take the place of this. SIGTERM keeps the system's
 * disposition: no handler delays it.
 * @param title heads the traceback of an uncaught error: `Process NAME:` in a child
 * @param interruptStatus the exit status after Ctrl-C
 * @param interrupted told of Ctrl-C, before the process ends
 */
export function installExitRules(
  title: string | undefined,
  interruptStatus: number,
  interrupted = (): void => {},
): void {
  if (installed) return
  installed = true
  process.exit = (code) => {
    exitProcess(statusOf(code ?? process.exitCode))
    throw new SystemExit('The process is ending.')
  }
  onUncaught((error) => {
    reportFailure(title, error)
    failProcess()
  })
  let told = false
  const onInterrupt = ownHandler(() => {
    if (process.listenerCount('SIGINT') > 1) return
    if (!told) writeError(`${title === undefined ? '' : `${title}\n`}KeyboardInterrupt`)
    told = true
    interrupted()
    interruptProcess(interruptStatus)
  })
  process.on('SIGINT', onInterrupt)
}

/**
 * Node asks `process.emit` whether anybody handles an error. A listener could not tell whether it is the only one that
 * matters, and others would hear of `process.exit`, or call it and so throw where nothing may be thrown.
 */
function onUncaught(failed: (error: unknown) => void): void {
  const emit = process.emit.bind(process)
  Reflect.set(process, 'emit', (...args: unknown[]): unknown => {
    const [event, error] = args
    if (event !== 'uncaughtException' && event !== 'unhandledRejection') return Reflect.apply(emit, undefined, args)
    if (error instanceof SystemExit) return true
    try {
      if (Reflect.apply(emit, undefined, args)) return true
    } catch (thrown) {
      if (thrown instanceof SystemExit) return true
      throw thrown
    }
    // Node hands it on to those.
    if (event === 'unhandledRejection' && process.listenerCount('uncaughtException') > 0) return false
    failed(error)
    return true
  })
}

/** Writes the traceback. @returns the exit status of a process that fails so */
export function reportFailure(title: string | undefined, error: unknown): number {
  // Its status is set already.
  if (error instanceof SystemExit) return 0
  writeError(`${title === undefined ? '' : `${title}\n`}${inspect(error)}`)
  return 1
}

/** `sys.exit`: nothing 0, a number modulo 256, true 1; anything else is printed, 1. */
function statusOf(code: unknown): number {
  if (code === undefined || code === null) return 0
  if (typeof code === 'number' && Number.isInteger(code)) return code & 0xff
  if (typeof code === 'boolean') return Number(code)
  writeError(typeof code === 'string' ? code : inspect(code))
  return 1
}
