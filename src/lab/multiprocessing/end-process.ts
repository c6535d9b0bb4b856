import { setImmediate as turn } from 'node:timers/promises'
import { children, starts } from './children.ts'
import { exitNow } from './exit-now.ts'
import { fed, feedNow } from './feeders.ts'
import type { Process } from './process.ts'
import { leaveProgram } from './program-link.ts'
import { written } from './written.ts'

let ending: Promise<never> | undefined
let status = 0
/** Whether the program itself said how it ends. */
let chosen = false
/** From then on an interrupt comes too late to be followed by the orderly exit. */
let begun = false

/**
 * The orderly exit of any process, in CPython's order: feeders are told to finish, live daemons are terminated, all
 * children are joined, feeders are waited for, and so is who reads its output. A signal or `process.abort()` does none
 * of it.
 */
export function endProcess(code: number): Promise<never> {
  if (ending === undefined) {
    status = code
    ending = end()
  }
  return ending
}

/**
 * `process.exit`: the orderly exit with a status that a later failure does not change.
 * @param code the exit status, unless the process is ending already
 */
export function exitProcess(code: number): void {
  if (!isEnding()) chosen = true
  void endProcess(code)
}

/** After an error that nobody handles: 1, also if the process is ending by return already, as where Node ends it. */
export function failProcess(): void {
  void endProcess(1)
  if (status === 0 && !chosen) status = 1
}

/**
 * After Ctrl-C. Like KeyboardInterrupt in CPython: the orderly exit follows, but one that has begun is cut short.
 * @param code the exit status, whatever was to be it
 */
export function interruptProcess(code: number): void {
  if (begun) exitNow(code)
  void endProcess(code)
  status = code
}

export function isEnding(): boolean {
  return ending !== undefined
}

async function end(): Promise<never> {
  try {
    feedNow()
    // A signal that came while this process was blocked is told when the loop polls: in the second turn at the latest.
    await turn()
    await turn()
    begun = true
    await endChildren()
    await fed()
    await leaveProgram()
  } finally {
    await written()
    exitNow(status)
  }
}

/** Also those that are being started, and those that are started meanwhile. */
async function endChildren(): Promise<void> {
  const known = new Set<Process>()
  for (;;) {
    while (starts.size > 0) await Promise.allSettled(starts)
    const others = [...children].filter((child) => !known.has(child))
    if (others.length === 0) return
    for (const child of others) {
      known.add(child)
      if (child.daemon) child.terminate()
    }
    for (const child of others) await child.join()
  }
}
