import { children } from './children.ts'
import { exitNow } from './exit-now.ts'
import { fed, feedNow } from './feeders.ts'
import { leaveProgram } from './program-link.ts'

let ending: Promise<never> | undefined

/**
 * The orderly exit of any process, in CPython's order: feeders are told to finish, live daemons are terminated, all
 * children are joined, feeders are waited for. A signal or `process.abort()` does none of it.
 */
export function endProcess(code: number): Promise<never> {
  ending ??= end(code)
  return ending
}

async function end(code: number): Promise<never> {
  try {
    feedNow()
    for (const child of children) if (child.daemon) child.terminate()
    for (const child of children) await child.join()
    await fed()
    await leaveProgram()
  } finally {
    exitNow(code)
  }
}
