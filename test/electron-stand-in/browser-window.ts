import type Electron from 'electron'
import { browserOf } from './browser.ts'
import { field } from './read.ts'
import { KnownEvents, preventable, refuseUnknown, strict } from './strict.ts'
import { checkPreferences } from './web-preferences.ts'
import { WebContents } from './web-contents.ts'

const emitted = ['ready-to-show', 'show', 'focus', 'close', 'closed', 'minimize', 'restore']
const options = ['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'title', 'icon', 'show', 'backgroundColor']
const announced: { contents: (contents: WebContents) => void; allClosed: () => void } = {
  contents: () => {},
  allClosed: () => {},
}

/** The app hears of new pages, and of the end of the last window. */
export function announceTo(listeners: typeof announced): void {
  Object.assign(announced, listeners)
}

type Api = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'reload'
  | 'show'
  | 'focus'
  | 'minimize'
  | 'restore'
  | 'close'
  | 'destroy'
  | 'setBounds'
  | 'getBounds'
  | 'getNormalBounds'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'isDestroyed'
>

/** A window of headless Chromium: its place and its states are as the app set them. */
export class BrowserWindow extends KnownEvents implements Api {
  readonly webContents: WebContents
  private readonly page: WebContents
  private bounds: Electron.Rectangle
  private readonly state = { visible: false, minimized: false, fullScreen: false, destroyed: false, shown: false }

  constructor(given: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', emitted)
    const { webPreferences, ...rest } = given
    refuseUnknown('BrowserWindow', rest, options)
    const preferences = checkPreferences(webPreferences)
    const { targets } = browserOf('BrowserWindow')
    const { width = 800, height = 600, x = Math.round((1920 - width) / 2), y = Math.round((1080 - height) / 2) } = given
    this.bounds = { x, y, width, height }
    this.page = new WebContents(targets.create({ width, height }), preferences)
    this.webContents = this.page.guarded
    this.page.onClose = () => this.close()
    this.page.onPaint = () => this.painted()
    const self = strict('BrowserWindow', this)
    windows.set(this.page, self)
    if (given.show !== false) this.show()
    announced.contents(this.webContents)
    this.place()
    return self
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused.window ?? null
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.page.loadURL(url)
  }

  reload(): void {
    this.page.reload()
  }

  private painted(): void {
    if (this.state.shown || this.page.getURL() === 'about:blank') return
    this.state.shown = true
    this.emit('ready-to-show')
  }

  show(): void {
    this.state.visible = true
    this.focus()
    this.emit('show')
  }

  isVisible = (): boolean => this.state.visible

  focus(): void {
    focused.window = windows.get(this.page)
    this.emit('focus')
  }

  isFocused = (): boolean => focused.window === windows.get(this.page)

  minimize(): void {
    this.state.minimized = true
    if (this.isFocused()) focused.window = undefined
    this.emit('minimize')
  }

  restore(): void {
    this.state.minimized = false
    this.emit('restore')
  }

  isMinimized = (): boolean => this.state.minimized

  setFullScreen(fullScreen: boolean): void {
    this.state.fullScreen = fullScreen
  }

  isFullScreen = (): boolean => this.state.fullScreen

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds }
    this.place()
  }

  getBounds = (): Electron.Rectangle => ({ ...this.bounds })
  getNormalBounds = (): Electron.Rectangle => ({ ...this.bounds })

  /** Chromium's own window follows; an app that has gone needs no place. */
  private place(): void {
    const { x: left, y: top, width, height } = this.bounds
    const { browser } = browserOf('BrowserWindow').chromium.pipe
    const apply = async (): Promise<void> => {
      const { id: targetId } = await this.page.target
      const windowId = field(await browser.send('Browser.getWindowForTarget', { targetId }), 'windowId')
      await browser.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } })
    }
    apply().catch(() => {})
  }

  close(): void {
    if (this.state.destroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.state.destroyed) return
    this.state.destroyed = true
    if (this.isFocused()) focused.window = undefined
    windows.delete(this.page)
    this.page.destroy()
    void this.page.target.then(({ id }) => browserOf('BrowserWindow').targets.close(id)).catch(() => {})
    this.emit('closed')
    if (windows.size === 0) announced.allClosed()
  }

  isDestroyed = (): boolean => this.state.destroyed
}

const windows = new Map<WebContents, BrowserWindow>()
const focused: { window?: BrowserWindow | undefined } = {}

/** Someone closed the page from outside: Playwright, or the page itself. */
export function closeWindowOf(contents: WebContents): void {
  windows.get(contents)?.destroy()
}
