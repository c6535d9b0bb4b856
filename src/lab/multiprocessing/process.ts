import { callSite } from './call-site.ts'
import type { ChildOrder } from './child-order.ts'
import { children, starts } from './children.ts'
import { currentProcess } from './current-process.ts'
import { AssertionError, RuntimeError, ValueError } from './errors.ts'
import { exportOf } from './find-export.ts'
import { childPath } from './identity.ts'
import {
  checkOptions,
  checkTarget,
  origin,
  processOptions,
  type AllOptions,
  type Origin,
  type ProcessOptions,
} from './process-options.ts'
import { brokerReady, existingLink } from './program-link.ts'
import { representation } from './representation.ts'
import type { Sentinel } from './sentinel.ts'
import { checkSendable, packOrder } from './serialise.ts'
import { takeSockets } from './sockets.ts'
import { spawnChild } from './spawn-child.ts'
import { monotonicUs } from './monotonic.ts'
import { StartedChild } from './started-child.ts'
import { describe, timeoutMs } from './timeout.ts'
import { letTravel } from './travellers.ts'

let made = 0
let importing = false

/** For the bootstrap of a child: while a module is imported nothing may be started, or there would be no end of it. */
export function setImporting(now: boolean): void {
  importing = now
  made = 0
}

/** A process of the operating system, with the manners of Python's `multiprocessing.Process` under `spawn`. */
export class Process {
  #name: string
  #daemon: boolean
  #options: ProcessOptions
  readonly #path: readonly number[]
  readonly #creator: number | undefined
  #child: StartedChild | undefined
  #starting = false
  #closed = false

  constructor(options?: ProcessOptions)
  constructor(options: AllOptions = {}) {
    if (typeof options !== 'object' || options === null) {
      throw new TypeError(`Process takes one object of options, { target, args, name, … }, not ${describe(options)}.`)
    }
    // eslint-disable-next-line typescript/no-unnecessary-condition -- JavaScript may pass anything
    if (options.group !== undefined && options.group !== null) {
      throw new AssertionError('group argument must be None for now')
    }
    checkOptions(options)
    const { name, daemon, [origin]: foreign } = options
    if (foreign === undefined) made += 1
    this.#path = foreign?.path ?? childPath(made)
    this.#name = name || `${new.target.name}-${this.#path.join(':')}`
    this.#daemon = daemon ?? currentProcess()?.daemon ?? false
    // What the caller does with its array and object from now on is not meant for the child.
    this.#options = {
      ...options,
      ...(options.args && { args: [...options.args] }),
      ...(options.kwargs && { kwargs: { ...options.kwargs } }),
    }
    this.#creator = foreign === undefined ? process.pid : foreign.creator
  }

  get name(): string {
    return this.#name
  }

  set name(name: string) {
    if (typeof name !== 'string') throw new AssertionError('name must be a string')
    this.#name = name
  }

  get daemon(): boolean {
    return this.#daemon
  }

  set daemon(daemon: boolean) {
    if (this.#child !== undefined || this.#starting) throw new AssertionError('process has already started')
    this.#daemon = Boolean(daemon)
  }

  get pid(): number | undefined {
    this.#checkOpen()
    return this === currentProcess() ? process.pid : this.#child?.pid
  }

  /** `undefined` until it has ended; negative: the signal that ended it. */
  get exitCode(): number | undefined {
    this.#checkOpen()
    return this.#child?.exitCode
  }

  /** Becomes ready when the process has ended; for {@link wait}. @throws ValueError before `start()` */
  get sentinel(): Sentinel {
    this.#checkOpen()
    if (this.#child === undefined) throw new ValueError('process not started')
    return this.#child.sentinel
  }

  /** Resolved: `pid` is set and the process of the OS exists. */
  async start(): Promise<void> {
    this.#checkOpen()
    if (this.#child !== undefined || this.#starting) throw new AssertionError('cannot start a process twice')
    if (this.#creator !== process.pid) {
      throw new AssertionError('can only start a process object created by current process')
    }
    if (currentProcess()?.daemon) {
      throw new AssertionError('daemonic processes are not allowed to have children')
    }
    if (importing) {
      throw new RuntimeError(
        'A process cannot be started while its parent is still importing the module: put what starts processes into main(import.meta, …), which only the main process runs.',
      )
    }
    for (const sibling of children) sibling.isAlive()
    this.#starting = true
    const started = this.#spawn(callSite())
    starts.add(started)
    try {
      await started
    } finally {
      starts.delete(started)
      this.#starting = false
    }
  }

  /** What the process does; a subclass says it, otherwise it is the target. */
  run(): unknown {
    const { target, args = [], kwargs } = this.#options
    return target?.(...args, ...(kwargs === undefined ? [] : [kwargs]))
  }

  /**
   * Waits for the end and takes the exit status: only then does the OS forget the process.
   * @param timeout seconds; 0 or less only looks
   */
  async join(timeout?: number): Promise<void> {
    this.#checkOpen()
    if (this.#creator !== process.pid) throw new AssertionError('can only join a child process')
    if (this.#child === undefined) throw new AssertionError('can only join a started process')
    const limit = timeoutMs(timeout).timeoutMs
    const from = callSite()
    if (await this.#child.end(limit, from)) {
      children.delete(this)
      existingLink()?.tell({ op: 'mark', atUs: monotonicUs(), label: 'joined', value: this.#child.pid, ...from })
    }
  }

  isAlive(): boolean {
    this.#checkOpen()
    if (this === currentProcess()) return true
    if (this.#creator !== process.pid) throw new AssertionError('can only test a child process')
    if (this.#child === undefined) return false
    const ended = this.#child.exitCode !== undefined
    if (ended) children.delete(this)
    return !ended
  }

  /** SIGTERM; on Windows TerminateProcess. Does nothing once it has ended. */
  terminate(): void {
    this.#signal('SIGTERM')
  }

  /** SIGKILL; on Windows TerminateProcess. Does nothing once it has ended. */
  kill(): void {
    this.#signal('SIGKILL')
  }

  /** SIGINT, as Ctrl-C would send it; on Windows TerminateProcess. */
  interrupt(): void {
    this.#signal('SIGINT')
  }

  /** Gives up the object. @throws ValueError while the process runs */
  close(): void {
    if (this.#child !== undefined) {
      if (this.#child.exitCode === undefined) {
        throw new ValueError(
          'Cannot close a process while it is still running. You should first call join() or terminate().',
        )
      }
      children.delete(this)
    }
    this.#closed = true
  }

  toString(): string {
    return representation({
      type: this.constructor.name,
      name: this.#name,
      daemon: this.#daemon,
      parent: this.#creator,
      isCurrent: this === currentProcess(),
      isClosed: this.#closed,
      pid: this.#child?.pid,
      exitCode: this.#child?.exitCode,
    })
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  // Another process knows it by name; it did not make it, and can neither start nor join it.
  static {
    interface Known extends Origin {
      readonly name: string
      readonly daemon: boolean
    }
    letTravel<Process>(
      Process,
      (one): Known => ({ name: one.name, daemon: one.daemon, path: one.#path, creator: one.#creator }),
      (data) => {
        const { name, daemon, ...from } = data as Known
        return new Process(processOptions({ name, daemon }, from))
      },
    )
  }

  async #spawn(from: ReturnType<typeof callSite>): Promise<void> {
    const { target, kwargs } = this.#options
    checkTarget(target)
    const { args, sockets } = takeSockets(this.#options.args ?? [])
    const order: ChildOrder = {
      path: this.#path,
      name: this.#name,
      daemon: this.#daemon,
      argv: process.argv.slice(1),
      parent: { pid: process.pid, name: currentProcess()?.name ?? 'MainProcess' },
      subclass: this.constructor === Process ? undefined : await exportOf(this.constructor as never, 'class'),
      target: target && (await exportOf(target, 'target')),
      state: this.constructor === Process ? {} : Object.fromEntries(Object.entries(this)),
      args,
      kwargs,
    }
    // Named as the user wrote them, if they cannot be sent.
    const parts = { args: order.args, kwargs: order.kwargs, this: order.state }
    for (const [name, part] of Object.entries(parts)) checkSendable(part, name)
    const { bytes, given } = await packOrder(order, parts)
    await brokerReady()
    const child = await spawnChild(this.#name, bytes, sockets)
    this.#child = new StartedChild(child, this.#daemon)
    this.#options = {}
    children.add(this)
    const { pid: started } = this.#child
    const told = { child: started, name: this.#name, daemon: this.#daemon, given, atUs: monotonicUs(), ...from }
    existingLink()?.tell({ op: 'started', ...told })
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): void {
    this.#checkOpen()
    if (this.#child === undefined) throw new ValueError('process not started')
    this.#child.signal(signal)
  }

  #checkOpen(): void {
    if (this.#closed) throw new ValueError('process object is closed')
  }
}
