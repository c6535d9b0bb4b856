import type { CdpPipe, CdpSession, Payload } from './cdp-pipe.ts'
import { field, text } from './read.ts'

export interface PageTarget {
  readonly id: string
  readonly session: CdpSession
}

/** Pages of the browser: those that windows ask for, and popups, which are held before they load and closed. */
export class Targets {
  readonly #wanted = new Map<string, (target: PageTarget) => void>()
  readonly #early = new Map<string, PageTarget>()
  /** The windows' own pages, in the order of their creation. */
  readonly #own = new Set<string>()
  #creating = 0

  constructor(
    private readonly pipe: CdpPipe,
    private readonly onClosed: (targetId: string) => void,
  ) {}

  async begin(): Promise<void> {
    const { browser } = this.pipe
    browser.events.on('Target.attachedToTarget', (event: Payload) => this.#attached(event))
    browser.events.on('Target.targetDestroyed', (event: Payload) => {
      this.#own.delete(text(event, 'targetId'))
      this.onClosed(text(event, 'targetId'))
    })
    await browser.send('Target.setDiscoverTargets', { discover: true })
    const pagesOnly = [{ type: 'page', exclude: false }, { exclude: true }]
    const hold = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: pagesOnly }
    await browser.send('Target.setAutoAttach', hold)
  }

  /** @returns an empty page in a window of its own, held until its scripts are in place */
  async create(bounds: { readonly width: number; readonly height: number }): Promise<PageTarget> {
    this.#creating += 1
    try {
      const created = await this.pipe.browser.send('Target.createTarget', {
        url: 'about:blank',
        newWindow: true,
        ...bounds,
      })
      const id = text(created, 'targetId')
      this.#own.add(id)
      const early = this.#early.get(id)
      if (early !== undefined) {
        this.#early.delete(id)
        return early
      }
      return await new Promise((resolve) => this.#wanted.set(id, resolve))
    } finally {
      this.#creating -= 1
      if (this.#creating === 0) this.#closePopups()
    }
  }

  async close(id: string): Promise<void> {
    await this.pipe.browser.send('Target.closeTarget', { targetId: id }).catch(() => {
      // It has gone by itself.
    })
  }

  #attached(event: Payload): void {
    if (field(event, 'targetInfo', 'type') !== 'page') return
    const id = text(event, 'targetInfo', 'targetId')
    const target = { id, session: this.pipe.session(text(event, 'sessionId')) }
    const wanted = this.#wanted.get(id)
    this.#wanted.delete(id)
    if (wanted !== undefined) wanted(target)
    else this.#early.set(id, target)
    if (this.#creating === 0) this.#closePopups()
  }

  /** Whatever nobody asked for. Electron's `setWindowOpenHandler` has decided; the stand-in knows only `deny`. */
  #closePopups(): void {
    for (const target of this.#early.values()) void this.#closePopup(target)
    this.#early.clear()
  }

  async #closePopup({ id, session }: PageTarget): Promise<void> {
    try {
      // It may load nothing. But it must run: closed while it is held, it would hold its opener for ever.
      await session.send('Fetch.enable', {})
      await session.send('Runtime.runIfWaitingForDebugger')
    } catch {
      // Its opener closed it.
    }
    await this.close(id)
    // Chromium put it before its opener, which counts as hidden since and draws one frame a second.
    for (const targetId of this.#own) await this.#activate(targetId)
  }

  async #activate(targetId: string): Promise<void> {
    await this.pipe.browser.send('Target.activateTarget', { targetId }).catch(() => {
      // It has gone meanwhile.
    })
  }
}
