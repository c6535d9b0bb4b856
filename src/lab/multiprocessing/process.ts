import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { AssertionError, ValueError } from './errors.ts'
import { environment, tell } from './run-link.ts'
import { nameOfTarget } from './targets.ts'

export interface ProcessOptions {
  /** An exported function of the lesson's targets. */
  readonly target?: (...args: never[]) => unknown
  readonly name?: string
  readonly args?: readonly unknown[]
  readonly daemon?: boolean
}

/** What a new process reads to know what it is for. */
export interface ChildOrder {
  readonly target: string | undefined
  readonly args: readonly unknown[]
  readonly name: string
}

const children = new Set<Process>()
let made = 0

/** A process of the operating system, with the manners of Python's `multiprocessing.Process` under `spawn`. */
export class Process {
  name: string
  readonly daemon: boolean
  #options: ProcessOptions
  #child: ChildProcess | undefined
  #exited: Promise<unknown> | undefined

  constructor(options: ProcessOptions = {}) {
    made += 1
    this.name = options.name ?? `${new.target.name}-${made}`
    this.daemon = options.daemon ?? false
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** `undefined` until it has ended and was reaped; negative: the signal that ended it. */
  get exitCode(): number | undefined {
    const { exitCode, signalCode } = this.#child ?? {}
    if (signalCode) return -constants.signals[signalCode]
    return exitCode ?? undefined
  }

  /** Resolved: `pid` is set and the process of the OS exists. */
  async start(): Promise<void> {
    if (this.#child !== undefined) throw new AssertionError('cannot start a process twice')
    const { target, args = [] } = this.#options
    const order: ChildOrder = { target: target && (await nameOfTarget(target)), args, name: this.name }
    const folder = process.env[environment.folder] ?? ''
    const file = join(folder, `${process.pid}-${this.name}-${Date.now()}.order`)
    writeFileSync(file, serialize(order), { mode: 0o600 })
    this.#options = {}
    const child = spawn(process.execPath, [process.env[environment.child] ?? '', ...this.#marks(), file], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...('electron' in process.versions && { ELECTRON_RUN_AS_NODE: '1' }) },
    })
    this.#child = child
    this.#exited = once(child, 'exit').then(() => this.#report())
    await once(child, 'spawn')
    children.add(this)
    tell({ kind: 'started', pid: process.pid, child: child.pid ?? 0, name: this.name, daemon: this.daemon })
  }

  /** Waits for the end and takes the exit status: only then does the OS forget the process. Seconds. */
  async join(timeout?: number): Promise<void> {
    if (this.#exited === undefined) throw new AssertionError('can only join a started process')
    if (timeout === undefined) await this.#exited
    else await Promise.race([this.#exited, sleep(Math.max(0, timeout))])
    if (!this.isAlive()) tell({ kind: 'mark', pid: process.pid, label: 'joined', value: this.pid ?? 0 })
  }

  isAlive(): boolean {
    return this.#child !== undefined && this.exitCode === undefined
  }

  /** SIGTERM; does nothing once it has ended. */
  terminate(): void {
    this.#signal('SIGTERM')
  }

  /** SIGKILL; does nothing once it has ended. */
  kill(): void {
    this.#signal('SIGKILL')
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#child === undefined) throw new ValueError('process not started')
    if (this.isAlive()) this.#child.kill(signal)
  }

  #marks(): readonly string[] {
    const { [environment.run]: run, [environment.lesson]: lesson } = process.env
    const role = '--forkscope-role=child'
    return [`--forkscope-run=${run}`, `--forkscope-lesson=${lesson}`, role, `--forkscope-name=${this.name}`]
  }

  #report(): void {
    children.delete(this)
    const { exitCode, signalCode } = this.#child ?? {}
    const status = signalCode ? { exitSignal: signalCode } : { exitCode: exitCode ?? 0 }
    tell({ kind: 'exited', pid: process.pid, child: this.pid ?? 0, ...status })
  }
}

/** The orderly exit of a process: live daemons are terminated, all children are joined. */
export async function endChildren(): Promise<void> {
  for (const child of children) if (child.daemon) child.terminate()
  await Promise.all([...children].map((child) => child.join()))
}

/** Pauses this function; the process goes on reaping and receiving. Seconds. */
export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

/** Really blocks the process, as Python's `time.sleep` does: nothing is reaped meanwhile. Seconds. */
export function sleepSync(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000)
}
