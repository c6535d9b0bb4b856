import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { callSite, type CallerSite } from './call-site.ts'
import { KeepAlive } from './keep-alive.ts'
import { monotonicUs } from './monotonic.ts'
import { exitStatusOf } from './peek-exit.ts'
import { existingLink } from './program-link.ts'
import { Sentinel } from './sentinel.ts'

/** The process of the OS behind a {@link Process} that was started. */
export class StartedChild {
  readonly pid: number
  readonly sentinel: Sentinel
  readonly #child: ChildProcess
  readonly #alive: KeepAlive
  readonly #daemon: boolean
  #joining: CallerSite | undefined
  #over = false

  /** @param daemon a live daemon is ended when the main code ends: it must not keep that from happening */
  constructor(child: ChildProcess, daemon: boolean) {
    this.#child = child
    this.#daemon = daemon
    this.pid = child.pid ?? 0
    this.#alive = new KeepAlive(child)
    this.#alive.keep(!daemon)
    this.sentinel = new Sentinel(
      once(child, 'exit').then(() => this.#report()),
      () => this.exitCode !== undefined,
      (now, from) => this.#attended(now, from),
    )
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
    // Before it is sent, and with its own time: what it does comes after it on the timeline, however late this is read.
    existingLink()?.tell({ op: 'signal', child: this.pid, signal: sent, atUs: monotonicUs(), ...callSite() })
    this.#child.kill(sent)
  }

  /** @param limitMs undefined: for ever @param from who waits @returns whether it has ended */
  async end(limitMs: number | undefined, from: CallerSite): Promise<boolean> {
    if (limitMs === undefined) await this.sentinel.until(from)
    else await this.sentinel.within(limitMs)
    return this.exitCode !== undefined
  }

  /** @param now whether somebody waits for it without a time limit @param from who began to */
  #attended(now: boolean, from: CallerSite): void {
    if (!this.#over) this.#alive.keep(now || !this.#daemon)
    if (now && this.exitCode === undefined) {
      existingLink()?.tell({ op: 'joining', atUs: monotonicUs(), child: this.pid, ...from })
      this.#joining = from
    } else if (!now && this.#joining !== undefined) {
      existingLink()?.tell({ op: 'joined', atUs: monotonicUs(), child: this.pid, ...this.#joining })
      this.#joining = undefined
    }
  }

  #report(): void {
    this.#over = true
    this.#alive.keep(false)
    const { exitCode, signalCode } = this.#child
    const status = signalCode ? { exitSignal: signalCode } : { exitCode: exitCode ?? 0 }
    existingLink()?.tell({ op: 'exited', child: this.pid, ...status })
  }
}
