import { setTimeout as delay } from 'node:timers/promises'
import { children } from './children.ts'
import { currentProcess as current, setCurrentProcess } from './current-process.ts'
import { Process } from './process.ts'
import { processOptions } from './process-options.ts'
import { timeoutMs } from './timeout.ts'

/** The process that nobody of this program started. */
class MainProcess extends Process {
  constructor() {
    super(processOptions({ name: 'MainProcess', daemon: false }, { path: [], creator: undefined }))
  }
}
Object.defineProperty(MainProcess, 'name', { value: '_MainProcess' })

/** The process that started this one, as this one sees it. */
export class ParentProcess extends Process {
  readonly #pid: number

  constructor(name: string, pid: number) {
    super(processOptions({ name, daemon: false }, { path: [], creator: undefined }))
    this.#pid = pid
  }

  override get pid(): number {
    return this.#pid
  }

  /** Whoever has lost its parent has another one. */
  override isAlive(): boolean {
    return process.ppid === this.#pid
  }

  override async join(timeout?: number): Promise<void> {
    const { timeoutMs: limit } = timeoutMs(timeout)
    const until = limit === undefined ? Infinity : performance.now() + limit
    while (this.isAlive() && performance.now() < until) await delay(Math.min(20, until - performance.now()))
  }

  override toString(): string {
    return `<_ParentProcess name='${this.name}' pid=${this.#pid} parent=None unknown>`
  }
}

if (current() === undefined) setCurrentProcess(new MainProcess(), undefined)

/** The process in which this is called. */
export function currentProcess(): Process {
  const self = current()
  if (self === undefined) throw new Error('This process has no object yet.')
  return self
}

/** The children of this process that still run; those that have ended are reaped. */
export function activeChildren(): Process[] {
  return [...children].filter((child) => child.isAlive())
}
