type Act = () => unknown

/** What is done a little later, unless there is no more time to wait. */
export class Postponed {
  readonly #acts = new Map<Act, NodeJS.Timeout>()
  readonly #running = new Set<Promise<unknown>>()

  /** Whether nothing is still to be done. */
  get isEmpty(): boolean {
    return this.#acts.size === 0 && this.#running.size === 0
  }

  /** @param ms after so many milliseconds */
  add(ms: number, act: Act): void {
    this.#acts.set(
      act,
      setTimeout(() => this.#run(act), ms),
    )
  }

  /** Does all of it now, also what comes of it; resolves when it is done. */
  async hurry(): Promise<void> {
    while (!this.isEmpty) {
      for (const act of this.#acts.keys()) this.#run(act)
      await Promise.all(this.#running)
    }
  }

  #run(act: Act): void {
    clearTimeout(this.#acts.get(act))
    this.#acts.delete(act)
    const running = Promise.resolve(act())
    this.#running.add(running)
    void running.finally(() => this.#running.delete(running))
  }
}
