import type { CdpSession, Payload } from './cdp-pipe.ts'
import { toApp } from './addresses.ts'
import { field, number, text } from './read.ts'

/** A frame as `event.senderFrame` shows it. */
export interface Frame {
  readonly url: string
  readonly parent: Frame | null
  readonly origin: string
}

/** Knows the frames of a page, and which frame an execution context belongs to. */
export class Frames {
  /** The context of the preload's world in the main frame; undefined while a document loads. */
  preloadContext: number | undefined
  readonly #frames = new Map<string, { url: string; parentId: string | undefined }>()
  readonly #contexts = new Map<number, { readonly frame: string; readonly origin: string }>()

  constructor(
    private readonly mainFrame: string,
    preloadWorld: string,
    session: CdpSession,
  ) {
    session.events.on('Page.frameAttached', (event: Payload) =>
      this.#frames.set(text(event, 'frameId'), { url: '', parentId: text(event, 'parentFrameId') }),
    )
    session.events.on('Page.frameDetached', (event: Payload) => this.#frames.delete(text(event, 'frameId')))
    session.events.on('Page.frameNavigated', (event: Payload) => {
      const parentId = field(event, 'frame', 'parentId')
      const url = toApp(text(event, 'frame', 'url'))
      this.#frames.set(text(event, 'frame', 'id'), {
        url,
        parentId: typeof parentId === 'string' ? parentId : undefined,
      })
    })
    session.events.on('Runtime.executionContextCreated', (event: Payload) => {
      const id = number(event, 'context', 'id') ?? 0
      const frame = text(event, 'context', 'auxData', 'frameId')
      this.#contexts.set(id, { frame, origin: toApp(text(event, 'context', 'origin')) })
      if (frame === mainFrame && field(event, 'context', 'name') === preloadWorld) this.preloadContext = id
    })
    session.events.on('Runtime.executionContextDestroyed', (event: Payload) => {
      const id = number(event, 'executionContextId') ?? 0
      this.#contexts.delete(id)
      if (this.preloadContext === id) this.preloadContext = undefined
    })
    session.events.on('Runtime.executionContextsCleared', () => {
      this.#contexts.clear()
      this.preloadContext = undefined
    })
  }

  /** The main frame's address, as the app sees it. */
  get url(): string {
    return this.#frames.get(this.mainFrame)?.url ?? 'about:blank'
  }

  isMain(frameId: unknown): boolean {
    return frameId === this.mainFrame
  }

  /**
   * The browser tells of a navigation, the renderer of its contexts and what they say, in either order. In Electron no page
   * says anything before its navigation is known: then the context knows better whose document it is.
   * @returns undefined when the context is already gone
   */
  ofContext(context: number | undefined): Frame | undefined {
    const known = context === undefined ? undefined : this.#contexts.get(context)
    if (known === undefined) return undefined
    const frame = this.of(known.frame)
    const origin = originOf(known.origin)
    return origin === undefined || origin === frame.origin ? frame : { ...frame, url: `${origin}/`, origin }
  }

  of(id: string): Frame {
    const { url = 'about:blank', parentId } = this.#frames.get(id) ?? {}
    return { url, origin: originOf(url) ?? 'null', parent: parentId === undefined ? null : this.of(parentId) }
  }
}

/** @returns `app://bundle` for a page of the app; undefined when the address has no origin */
export function originOf(url: string): string | undefined {
  return /^(?:app|https?):\/\/[^/]+/.exec(url)?.[0]
}
