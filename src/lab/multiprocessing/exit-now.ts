import { inspect } from 'node:util'
import { writeError } from './write-error.ts'

/** Node's own exit, kept before `process.exit` becomes Python's `sys.exit`. */
const nodeExit: (code?: number) => never = process.exit.bind(process)

/** The process ends here and now: its exit handlers run, and have Node's `process.exit`; one that throws makes it 1. */
export function exitNow(code: number): never {
  process.exit = nodeExit
  try {
    return nodeExit(code)
  } catch (error) {
    writeError(inspect(error))
    return nodeExit(1)
  }
}
