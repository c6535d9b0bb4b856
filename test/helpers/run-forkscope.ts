import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

export const bin = fileURLToPath(new URL('../../bin/forkscope.js', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'forkscope-cli-'))
// A worker of the test runner ends without an exit event.
afterAll(() => rmSync(folder, { recursive: true, force: true }))
/** Settings of the tests' own; nothing else differs from a person's terminal. */
export const environment: NodeJS.ProcessEnv = { ...process.env, FORKSCOPE_SETTINGS_FOLDER: folder }

/** Runs a command to its end. */
export function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 256 * 1024 * 1024,
  })
  return { status, stdout, stderr }
}

export interface Running {
  readonly child: ChildProcess
  readonly pid: number
  /** Lines of stdout as they come. */
  lines(): AsyncIterableIterator<string>
  /** What has been written to stderr so far. */
  said(): string
  /** Resolves when the process has ended and its output is read: `[code, signal]`. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>
}

const started: ChildProcess[] = []

/**
 * Starts a command as the leader of its own process group, as a shell does.
 * @param before a program that takes the command's place, with its options
 */
export function startForkscope(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  before: readonly string[] = [],
): Running {
  const [program = process.execPath, ...rest] = [...before, process.execPath, bin, ...args]
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...environment, ...env },
  })
  started.push(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'close').then(([code, signal]) => [code, signal] as const)
  return { child, pid: child.pid ?? 0, lines: () => lines[Symbol.asyncIterator](), said: () => said, ended }
}

/** Ends what tests have started and not ended themselves. */
export function endStarted(): void {
  for (const { pid, exitCode, signalCode } of started.splice(0)) {
    if (pid === undefined || exitCode !== null || signalCode !== null) continue
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // Ended in this moment.
    }
  }
}

/** As Ctrl-C does: the terminal signals the whole foreground group. */
export function pressCtrlC({ pid }: Running): void {
  process.kill(-pid, 'SIGINT')
}

/** @returns the processes of the group that are more than corpses */
export function aliveInGroup(group: number): readonly string[] {
  return spawnSync('ps', ['-axo', 'pgid=,stat=,comm='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .stdout.split('\n')
    .filter((row) => {
      const [pgid, state] = row.trim().split(/\s+/)
      return pgid === String(group) && state?.startsWith('Z') === false
    })
}

/** @returns whether the process exists and is more than a corpse */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  const state = stdout.trim()
  return state !== '' && !state.startsWith('Z')
}
