/** Becomes ready when its process has ended. */
export class Sentinel {
  readonly #ended: Promise<void>
  #ready = false

  constructor(ended: Promise<void>) {
    this.#ended = ended
    void ended.then(() => (this.#ready = true))
  }

  get ready(): boolean {
    return this.#ready
  }

  /** Resolves when the process has ended. */
  get ended(): Promise<void> {
    return this.#ended
  }

  /** @returns whether the process has ended, after that many milliseconds at the latest */
  async within(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
    await Promise.race([this.#ended, late])
    clearTimeout(timer)
    return this.#ready
  }
}
