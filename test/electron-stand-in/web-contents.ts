import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import { toChromium } from './addresses.ts'
import type { Payload } from './cdp-pipe.ts'
import { createCodec } from './codec.ts'
import { Frames } from './frames.ts'
import { deliver } from './ipc-main.ts'
import { pageScript, preloadScript } from './page-worlds.ts'
import { field, number, text } from './read.ts'
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

/** One page; `strict` outside, so that what the stand-in lacks throws. */
export class WebContents extends KnownEvents {
  readonly id = (lastId += 1)
  readonly frames: { now?: Frames } = {}
  readonly target: Promise<PageTarget>
  /** What the app sees: this page behind its guard. */
  readonly guarded: WebContents
  /** Addresses that the app itself opens: `will-navigate` is not asked. */
  readonly asked = new Set<string>()
  openHandler: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' })
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
    this.listen(target, frames, secret)
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
    await applyTheme(target)
    await session.send('Runtime.runIfWaitingForDebugger')
    this.receiveWith = `${secret}Receive`
    return target
  }

  private receiveWith = ''

  private listen({ session }: PageTarget, frames: Frames, secret: string): void {
    const { events } = session
    events.on('Runtime.bindingCalled', (event: Payload) => {
      if (field(event, 'name') !== `${secret}Send`) return
      const { channel, values, failure } = JSON.parse(text(event, 'payload'))
      if (failure !== undefined) process.stderr.write(`Unable to load preload script: ${failure}\n`)
      const senderFrame = frames.ofContext(number(event, 'executionContextId')) ?? null
      const received: unknown = values === undefined ? [] : codec.decode(values)
      if (channel !== undefined && Array.isArray(received)) {
        deliver(channel, { sender: this.guarded, senderFrame }, received)
      }
    })
    events.on('Page.frameStartedNavigating', (event: Payload) => {
      const isMainFrame = frames.isMain(field(event, 'frameId'))
      const isSameDocument = /sameDocument/i.test(text(event, 'navigationType'))
      this.emit('did-start-navigation', { url: text(event, 'url'), isMainFrame, isSameDocument })
    })
    events.on('Page.frameNavigated', (event: Payload) => {
      if (frames.isMain(field(event, 'frame', 'id'))) this.emit('did-navigate', {}, frames.url)
    })
    events.on('Page.loadEventFired', () => this.emit('did-finish-load'))
    events.on('Page.lifecycleEvent', (event: Payload) => {
      if (field(event, 'name') === 'firstPaint' && frames.isMain(field(event, 'frameId'))) this.onPaint()
    })
    events.on('Page.windowOpen', (event: Payload) => {
      const { action } = this.openHandler({ url: text(event, 'url') })
      if (action !== 'deny') throw new Error('The Electron stand-in opens no windows for pages.')
    })
    events.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    })
  }

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
    const contextId = this.frames.now?.preloadContext
    if (this.destroyed || contextId === undefined) return
    const expression = `${this.receiveWith}(${JSON.stringify(channel)}, ${JSON.stringify(packed)})`
    void this.target.then(({ session }) =>
      session.send('Runtime.evaluate', { expression, contextId }).catch(() => {
        // The document has gone meanwhile: as in Electron the message is lost with it.
      }),
    )
  }

  setWindowOpenHandler(handler: WebContents['openHandler']): void {
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

export type Theme = 'system' | 'light' | 'dark'
const theme: { now: Theme } = { now: 'system' }

/** Shows a theme in every page, and in those to come. */
export function showTheme(now: Theme): void {
  theme.now = now
  for (const contents of all.values()) {
    if (!contents.destroyed) void contents.target.then(applyTheme)
  }
}

async function applyTheme({ session }: PageTarget): Promise<void> {
  const value = theme.now === 'system' ? '' : theme.now
  await session
    .send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
    .catch(() => {
      // The page has gone.
    })
}

/** @returns the page of a CDP target; Playwright asks for it */
export function fromDevToolsTargetId(id: string): WebContents | undefined {
  return all.get(id)?.guarded
}

/** @returns the page itself, of a CDP target that has gone */
export const contentsOfTarget = (id: string): WebContents | undefined => all.get(id)

export type WebContentsApi = Pick<
  Electron.WebContents,
  'id' | 'loadURL' | 'reload' | 'getURL' | 'send' | 'isDestroyed' | 'zoomLevel' | 'close'
>
const _typed = (contents: WebContents): WebContentsApi => contents
void _typed
