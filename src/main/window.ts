import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import { appOrigin } from './app-paths.ts'
import { readBounds, smallest, usableBounds, writeBounds } from './bounds.ts'

export interface WindowOptions {
  readonly preload: string
  readonly settingsFolder: string
  readonly icon: string
}

/** Opens the one window: sandboxed, isolated, and unable to go anywhere else. */
export function openWindow({ preload, settingsFolder, icon }: WindowOptions): BrowserWindow {
  const file = join(settingsFolder, 'window.json')
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...usableBounds(readBounds(file), displays),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Forkscope',
    icon,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writeBounds(file, window.getNormalBounds()))
  return window
}

/** No page of ours leaves its origin, opens a window or embeds another one. */
export function confine(contents: Electron.WebContents, origin = appOrigin): void {
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${origin}/`)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
