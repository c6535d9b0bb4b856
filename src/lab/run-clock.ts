import { monotonicUs } from './multiprocessing/monotonic.ts'

/** The clock of a run, in microseconds since it began. */
export class RunClock {
  readonly #startedAt = performance.now()
  /** When each process did what it was last heard to do. */
  readonly #latest = new Map<number, number>()

  /** When it was 0, in microseconds since 1970. */
  get epochUs(): number {
    return Math.round((performance.timeOrigin + this.#startedAt) * 1000)
  }

  now(): number {
    return Math.round((performance.now() - this.#startedAt) * 1000)
  }

  /** @returns the time of what happens to a process now: what it tells afterwards is not before it */
  happens(pid: number): number {
    const t = this.now()
    this.#latest.set(pid, t)
    return t
  }

  /**
   * The time of what a process told: its own, for on a busy machine it is read long after it was told. What others saw of it
   * (the kernel its end) is exact, and stands in the right order to it only so.
   * @param atUs on the clock of `process.hrtime`
   */
  told(pid: number, { atUs }: { readonly atUs: number }): number {
    const lateUs = Math.max(0, monotonicUs() - atUs)
    const t = Math.max(this.now() - lateUs, this.#latest.get(pid) ?? 0)
    this.#latest.set(pid, t)
    return t
  }
}
