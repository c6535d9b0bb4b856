import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { inspectProcess, type Inspection } from '../../../src/core/processes/inspect.ts'
import type { ProcessIdentity } from '../../../src/shared/contract/process.ts'

const started: ChildProcess[] = []

/** Starts a program; everything started is ended by `endAll`. */
export function start(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  started.push(child)
  return child
}

/** Starts a program and waits for its first line. */
export async function startReady(
  program: string,
  args: readonly string[],
): Promise<{ child: ChildProcess; line: string }> {
  const child = start(program, args)
  if (child.stdout === null) throw new Error('The program has no standard output.')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, line: String(line) }
}

export function endAll(): void {
  for (const { pid } of started.splice(0)) {
    try {
      // Its group: children of a shell must not outlive the test.
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // Ended before.
    }
  }
}

export function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The program did not start.')
  return child.pid
}

export async function identityOf(pid: number): Promise<ProcessIdentity> {
  const { startKey } = await until(pid, () => true)
  return { pid, startKey }
}

/** Waits for a state of a process. */
export async function until(pid: number, reached: (seen: Inspection) => boolean): Promise<Inspection> {
  for (;;) {
    const seen = await inspectProcess(pid)
    if (seen === undefined) throw new Error(`Process ${pid} is gone.`)
    if (reached(seen)) return seen
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** Waits until nothing, or only a corpse, has the pid. */
export async function untilEnded(pid: number): Promise<void> {
  for (;;) {
    const seen = await inspectProcess(pid)
    if (seen === undefined || seen.state === 'zombie') return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
