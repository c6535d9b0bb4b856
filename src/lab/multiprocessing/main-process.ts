import { children } from './children.ts'
import { currentProcess as current, setCurrentProcess } from './current-process.ts'
import { Process } from './process.ts'
import { processOptions } from './process-options.ts'
import { quoted } from './representation.ts'
import { Sentinel } from './sentinel.ts'
import { timeoutMs } from './timeout.ts'

/** The process that nobody of this program started. */
class MainProcess extends Process {
  constructor() {
    super(processOptions({ name: 'MainProcess', daemon: false }, { path: [], creator: undefined }))
  }
}
Object.defineProperty(MainProcess, 'name', { value: '_MainProcess' })

/** libuv does not tell of a parent's end: it is looked for again and again. */
const lookMs = 20

/** The process that started this one, as this one sees it. */
export class ParentProcess extends Process {
  readonly #pid: number
  #sentinel: Sentinel | undefined

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

  override get sentinel(): Sentinel {
    this.#sentinel ??= this.#watch()
    return this.#sentinel
  }

  override async join(timeout?: number): Promise<void> {
    const { timeoutMs: limit } = timeoutMs(timeout)
    if (limit === undefined) await this.sentinel.until({})
    else await this.sentinel.within(limit)
  }

  override toString(): string {
    return `<_ParentProcess name=${quoted(this.name)} pid=${this.#pid} parent=None unknown>`
  }

  /** Looking keeps this process alive only while somebody waits. */
  #watch(): Sentinel {
    let look: NodeJS.Timeout | undefined
    const ended = new Promise<void>((resolve) => {
      look = setInterval(() => {
        if (this.isAlive()) return
        clearInterval(look)
        resolve()
      }, lookMs).unref()
    })
    const attended = (now: boolean): void => void (now ? look?.ref() : look?.unref())
    return new Sentinel(ended, () => !this.isAlive(), attended)
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
