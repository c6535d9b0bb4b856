import { inspect } from 'node:util'
import { endProcess } from './end-process.ts'
import { ownHandler } from './keep-alive.ts'
import { writeError } from './write-error.ts'

/** Thrown by `process.exit`, as `sys.exit` raises it: what is under way is left, and the orderly exit follows. */
class SystemExit extends Error {
  override readonly name = 'SystemExit'
}

let installed = false

/**
 * From now on this process ends in good order: `process.exit(n)`, an uncaught error and Ctrl-C are followed by the
 * orderly exit. SIGTERM keeps the system's disposition: no handler delays it.
 * @param title heads the traceback of an uncaught error: `Process NAME:` in a child
 * @param interrupted ends the process after Ctrl-C
 */
export function installExitRules(title: string | undefined, interrupted: () => void): void {
  if (installed) return
  installed = true
  process.exit = (code) => {
    void endProcess(statusOf(code ?? process.exitCode))
    throw new SystemExit('The process is ending.')
  }
  const failed = (error: unknown): void => void endProcess(reportFailure(title, error))
  process.on('uncaughtException', failed)
  process.on('unhandledRejection', failed)
  const onInterrupt = ownHandler(() => {
    writeError(`${title === undefined ? '' : `${title}\n`}KeyboardInterrupt`)
    interrupted()
  })
  process.on('SIGINT', onInterrupt)
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
