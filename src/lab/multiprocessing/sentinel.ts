import type { CallerSite } from './call-site.ts'

/** Becomes ready when its process has ended. */
export class Sentinel {
  readonly #hasEnded: () => boolean
  readonly #attended: (now: boolean, from: CallerSite) => void
  readonly #waiting = new Set<() => void>()
  #attendants = 0
  #ready = false

  /**
   * @param ended resolves when this process hears of the end
   * @param hasEnded whether the process has ended, heard of or not
   * @param attended told when somebody begins to wait for it without a time limit, and when nobody does any more
   */
  constructor(ended: Promise<void>, hasEnded: () => boolean, attended: (now: boolean, from: CallerSite) => void) {
    this.#hasEnded = hasEnded
    this.#attended = attended
    void ended.then(() => {
      this.#ready = true
      for (const resolve of this.#waiting) resolve()
    })
  }

  get ready(): boolean {
    return this.#ready || this.#hasEnded()
  }

  /** Resolves when the process has ended, or the signal gives up the wait. @param from who waits */
  async until(from: CallerSite, signal?: AbortSignal): Promise<void> {
    if (this.#ready) return
    this.#attendants += 1
    if (this.#attendants === 1) this.#attended(true, from)
    await this.#ended((giveUp) => {
      signal?.addEventListener('abort', giveUp, { once: true })
      return () => signal?.removeEventListener('abort', giveUp)
    })
    this.#attendants -= 1
    if (this.#attendants === 0) this.#attended(false, from)
  }

  /** @returns whether the process has ended, after that many milliseconds at the latest */
  async within(ms: number): Promise<boolean> {
    if (this.#ready) return true
    await this.#ended((giveUp) => {
      const timer = setTimeout(giveUp, ms)
      return () => clearTimeout(timer)
    })
    return this.#ready
  }

  /** Nothing of a wait that was given up is left. @param until arms what gives it up, @returns disarms it */
  #ended(until: (giveUp: () => void) => () => void): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done)
        disarm()
        resolve()
      }
      const disarm = until(done)
      this.#waiting.add(done)
    })
  }
}
