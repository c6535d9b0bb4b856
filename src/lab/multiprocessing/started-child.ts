import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { callSite } from './call-site.ts'
import { exitStatusOf } from './peek-exit.ts'
import { existingLink } from './program-link.ts'
import { Sentinel } from './sentinel.ts'

/** The process of the OS behind a {@link Process} that was started. */
export class StartedChild {
  readonly pid: number
  readonly sentinel: Sentinel
  readonly #child: ChildProcess

  constructor(child: ChildProcess) {
    this.#child = child
    this.pid = child.pid ?? 0
    this.sentinel = new Sentinel(once(child, 'exit').then(() => this.#report()))
  }

  /** `undefined` until it has ended; negative: the signal that ended it. */
  get exitCode(): number | undefined {
    const { exitCode, signalCode } = this.#child
    if (signalCode) return -constants.signals[signalCode]
    // Blocked a while ago, this process has not heard of an end that has happened.
    return exitCode ?? exitStatusOf(this.pid)
  }

  /** Does nothing once it has ended. */
  signal(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): void {
    // Windows has one way only, TerminateProcess, which CPython reports as −SIGTERM whichever method was called.
    if (this.exitCode !== undefined) return
    const sent = process.platform === 'win32' ? 'SIGTERM' : signal
    // Before it is sent: what it does comes after it on the timeline.
    existingLink()?.tell({ op: 'signal', child: this.pid, signal: sent, ...callSite() })
    this.#child.kill(sent)
  }

  /** @param limitMs undefined: for ever @param from who waits @returns whether it has ended */
  async end(limitMs: number | undefined, from: ReturnType<typeof callSite>): Promise<boolean> {
    if (limitMs === undefined) await this.#wait(from)
    else await this.sentinel.within(limitMs)
    return this.exitCode !== undefined
  }

  async #wait(from: ReturnType<typeof callSite>): Promise<void> {
    if (this.exitCode === undefined) existingLink()?.tell({ op: 'joining', child: this.pid, ...from })
    this.#child.ref()
    await this.sentinel.ended
    existingLink()?.tell({ op: 'joined', child: this.pid, ...from })
  }

  #report(): void {
    const { exitCode, signalCode } = this.#child
    const status = signalCode ? { exitSignal: signalCode } : { exitCode: exitCode ?? 0 }
    existingLink()?.tell({ op: 'exited', child: this.pid, ...status })
  }
}
