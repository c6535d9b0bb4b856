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

/**
 * A program that never waits for its child, as it would be seen by a person: the shell has become `sleep`.
 * Before that, dash collects children between two commands, and a child that ended by then is no zombie.
 */
export async function startNeverWaiting(): Promise<{ readonly parent: number; readonly child: number }> {
  const { child, line } = await startReady('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
  const parent = pidOf(child)
  await until(parent, ({ name }) => name === 'sleep')
  return { parent, child: Number(line) }
}

/** A child that has ended under a parent that never waits. */
export async function startZombie(): Promise<{ readonly parent: number; readonly zombie: number }> {
  const { parent, child } = await startNeverWaiting()
  process.kill(child, 'SIGKILL')
  await until(child, ({ state }) => state === 'zombie')
  return { parent, zombie: child }
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
