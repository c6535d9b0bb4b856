import type { Process } from './process.ts'

let current: Process | undefined
let parent: Process | undefined

/** For the bootstrap: who this process is, and who started it. */
export function setCurrentProcess(self: Process, starter: Process | undefined): void {
  current = self
  parent = starter
}

/** For the runtime: undefined while the main process's own object is being made. */
export function currentProcess(): Process | undefined {
  return current
}

export function parentProcess(): Process | undefined {
  return parent
}
