import type { TraceEvent } from '../../shared/contract/trace.ts'

/** What the kernel, the runtime and a look at the children may all tell of the same process. */
export type Told = 'process-started' | 'process-exited'

interface Life {
  readonly isStarted: boolean
  readonly startKey: string | undefined
  /** When it was said to have ended, in microseconds of the run. */
  readonly endedAt: number | undefined
}

/** What was told of the processes of a run, by whomever: each start and each end once, also of who gets a pid next. */
export class ToldLives {
  readonly #lives = new Map<number, Life>()
  /** When the process that has the pid was last told to have done something, in microseconds of the run. */
  readonly #lastDeeds = new Map<number, number>()

  /** Something was told that the process did, or that was done to it. */
  did({ pid, t }: TraceEvent): void {
    this.#lastDeeds.set(pid, Math.max(t, this.#lastDeeds.get(pid) ?? t))
  }

  /** @returns when it was told to have ended, in microseconds of the run */
  endOf(pid: number): number | undefined {
    const endedAt = this.#lives.get(pid)?.endedAt
    return endedAt === undefined ? undefined : this.notBeforeDeeds(pid, endedAt)
  }

  /** @returns that time, or when the process was last told to have done something, if that is later */
  notBeforeDeeds(pid: number, t: number): number {
    return Math.max(t, this.#lastDeeds.get(pid) ?? t)
  }

  /** @returns whether it was told of the process that had the pid last */
  isTold(kind: Told, pid: number): boolean {
    const life = this.#lives.get(pid)
    return kind === 'process-started' ? life?.isStarted === true : life?.endedAt !== undefined
  }

  /**
   * The kernel made a process with that pid: whoever had it before is another.
   * @param t when, in microseconds of the run; news of one that was told of already may come late
   */
  made(pid: number, t: number): void {
    if ((this.#lives.get(pid)?.endedAt ?? Infinity) < t) this.#forget(pid)
  }

  /** @returns whether nobody has told it before */
  add(event: Extract<TraceEvent, { kind: Told }>): boolean {
    const { kind, pid } = event
    if (kind === 'process-started' && this.#isOfAnother(event)) this.#forget(pid)
    if (this.isTold(kind, pid)) return false
    const life = this.#lives.get(pid) ?? { isStarted: false, startKey: undefined, endedAt: undefined }
    const more = kind === 'process-started' ? { isStarted: true, startKey: event.startKey } : { endedAt: event.t }
    this.#lives.set(pid, { ...life, ...more })
    return true
  }

  #forget(pid: number): void {
    this.#lives.delete(pid)
    this.#lastDeeds.delete(pid)
  }

  /** Where the kernel tells nothing, only the start stamps show it. */
  #isOfAnother({ pid, startKey }: Extract<TraceEvent, { kind: 'process-started' }>): boolean {
    const life = this.#lives.get(pid)
    if (life?.endedAt === undefined || life.startKey === undefined) return false
    return startKey !== undefined && startKey !== life.startKey
  }
}
