import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import { toChromium } from './addresses.ts'
import { createCodec } from './codec.ts'
import { Frames } from './frames.ts'
import { pageScript, preloadScript } from './page-worlds.ts'
import { forwardEvents } from './page-events.ts'
import { field } from './read.ts'
import { followTheme } from './theme.ts'
import { interceptRequests } from './requests.ts'
import { KnownEvents, preventable, strict } from './strict.ts'
import type { PageTarget } from './targets.ts'

const emitted = [
  'did-start-navigation',
  'did-navigate',
  'did-finish-load',
  'will-navigate',
  'will-attach-webview',
  'render-process-gone',
  'destroyed',
]
const preloadWorld = 'Electron Isolated Context'
const codec = createCodec()
const all = new Map<string, WebContents>()
let lastId = 0

type Api = Pick<
  Electron.WebContents,
  'id' | 'loadURL' | 'reload' | 'getURL' | 'send' | 'setWindowOpenHandler' | 'isDestroyed' | 'zoomLevel' | 'close'
>
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** One page; `strict` outside, so that what the stand-in lacks throws. */
export class WebContents extends KnownEvents implements Api {
  readonly id = (lastId += 1)
  readonly frames: { now?: Frames } = {}
  readonly target: Promise<PageTarget>
  /** What the app sees: this page behind its guard. */
  readonly guarded: WebContents
  /** Addresses that the app itself opens: `will-navigate` is not asked. */
  readonly asked = new Set<string>()
  openHandler: OpenHandler = () => ({ action: 'allow' })
  destroyed = false

  constructor(target: Promise<PageTarget>, preferences: Electron.WebPreferences) {
    super('webContents', emitted)
    this.guarded = strict('webContents', this)
    this.target = target.then((found) => this.enter(found, preferences.preload))
    this.target.catch((cause: unknown) => process.stderr.write(`Electron stand-in: ${String(cause)}\n`))
  }

  private async enter(target: PageTarget, preload: string | undefined): Promise<PageTarget> {
    const { session, id } = target
    const secret = `forkscope${randomUUID().replaceAll('-', '')}`
    all.set(id, this)
    const frames = new Frames(id, preloadWorld, session)
    this.frames.now = frames
    forwardEvents(this, session, frames, `${secret}Send`)
    const binding = `${secret}Send`
    await session.send('Page.enable')
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true })
    await session.send('Runtime.enable')
    await session.send('Inspector.enable')
    await session.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) })
    if (preload !== undefined) {
      const source = preloadScript(secret, readFileSync(preload, 'utf8'), binding)
      await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: preloadWorld })
    }
    await interceptRequests(session, { frames, mayNavigate: (url) => this.mayNavigate(url) })
    await followTheme(session)
    await session.send('Runtime.runIfWaitingForDebugger')
    this.receiveWith = `${secret}Receive`
    return target
  }

  private receiveWith = ''

  /** Set by the window that shows this page. */
  onPaint = (): void => {}

  private mayNavigate(url: string): boolean {
    if (this.asked.delete(url)) return true
    const event = preventable({ url, isMainFrame: true, isSameDocument: false })
    this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  /** Resolves when the page has loaded. */
  async loadURL(url: string): Promise<void> {
    const { session } = await this.target
    const wanted = new URL(url).href
    this.asked.add(wanted)
    const loaded = new Promise<void>((resolve) => session.events.once('Page.loadEventFired', () => resolve()))
    const answer = await session.send('Page.navigate', { url: toChromium(wanted) })
    const failure = field(answer, 'errorText')
    if (typeof failure === 'string') throw new Error(`${failure} loading '${url}'`)
    await loaded
  }

  reload(): void {
    this.asked.add(this.getURL())
    void this.target.then(({ session }) => session.send('Page.reload'))
  }

  getURL(): string {
    return this.frames.now?.url ?? ''
  }

  send(channel: string, ...values: readonly unknown[]): void {
    const packed = codec.encode(values)
    const executionContextId = this.frames.now?.preloadContext
    if (this.destroyed || executionContextId === undefined) return
    const functionDeclaration = `(channel, text) => ${this.receiveWith}(channel, text)`
    const parameters = { functionDeclaration, executionContextId, arguments: [{ value: channel }, { value: packed }] }
    void this.target.then(({ session }) =>
      session.send('Runtime.callFunctionOn', parameters).catch(() => {
        // The document has gone meanwhile: as in Electron the message is lost with it.
      }),
    )
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  /** Remembered, not shown. */
  zoomLevel = 0

  close(): void {
    this.onClose()
  }

  /** Set by the window that shows this page. */
  onClose = (): void => {}

  /** The window or the page has gone. */
  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('destroyed')
  }
}

/** The module of this name: the page of a CDP target, for which Playwright asks. */
export const webContents = strict('webContents', {
  // Of Electron's object it has what is implemented above; anything else throws.
  fromDevToolsTargetId: (id) => all.get(id)?.guarded as unknown as Electron.WebContents | undefined,
} satisfies Partial<typeof Electron.webContents>)

/** @returns the page itself, of a CDP target that has gone */
export const contentsOfTarget = (id: string): WebContents | undefined => all.get(id)
