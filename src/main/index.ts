import { join } from 'node:path'
import { app, session, type BrowserWindow } from 'electron'
import { builtFiles } from '../backend/built-files.ts'
import { createBackend, type Backend } from '../backend/create-backend.ts'
import { packageVersion } from '../backend/package-version.ts'
import { appOrigin } from './app-paths.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { openWindowPort } from './ipc-port.ts'
import { localeOf } from './menu-text.ts'
import { setMenu } from './menu.ts'
import { confine, denyPermissions, openWindow } from './window.ts'

const outMain = import.meta.dirname
const version = packageVersion(outMain)
// electron-vite's dev server, for developers only: a packaged app never reads it.
const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const origin = devUrl === undefined ? appOrigin : new URL(devUrl).origin

app.enableSandbox()
registerAppScheme()

if (app.requestSingleInstanceLock()) void run()
else app.quit()

async function run(): Promise<void> {
  await app.whenReady()
  const settingsFolder = process.env['FORKSCOPE_SETTINGS_FOLDER'] ?? app.getPath('userData')
  serveApp(join(outMain, '../renderer'))
  denyPermissions(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => confine(contents, origin))
  app.setAboutPanelOptions({ applicationName: 'Forkscope', applicationVersion: version })

  const backend = await createBackend({ files: builtFiles(outMain), version, settingsFolder })
  const stopMenu = followLanguage(backend)
  stopBeforeQuit(backend, stopMenu)

  const icon = join(outMain, '../../resources/icon.png')
  const show = (): BrowserWindow => {
    const window = openWindow({ preload: join(outMain, '../preload/index.cjs'), settingsFolder, icon })
    connect(window, backend)
    void window.loadURL(devUrl ?? `${appOrigin}/`)
    return window
  }
  let window = show()
  app.on('second-instance', () => {
    if (window.isDestroyed()) window = show()
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('activate', () => {
    if (window.isDestroyed()) window = show()
  })
  app.on('window-all-closed', () => app.quit())
}

/** A page's port lives as long as the page: a reload ends its streams and opens a new one. */
function connect(window: BrowserWindow, backend: Backend): void {
  let port = openWindowPort(window, origin)
  backend.connectPort(port)
  let loaded = false
  window.webContents.on('did-start-navigation', (details) => {
    if (!details.isMainFrame || details.isSameDocument) return
    if (loaded) {
      port.close()
      port = openWindowPort(window, origin)
      backend.connectPort(port)
    }
    loaded = true
  })
  window.on('closed', () => port.close())
}

/** @returns the stop */
function followLanguage(backend: Backend): () => void {
  const stop = new AbortController()
  const apply = (): void => setMenu(localeOf(backend.settings.get().language, app.getLocale()))
  apply()
  const follow = async (): Promise<void> => {
    for await (const _ of backend.settings.watch(stop.signal)) apply()
  }
  follow().catch((cause: unknown) => process.stderr.write(`The menu keeps its language: ${String(cause)}\n`))
  return () => stop.abort()
}

/** Quitting waits until every lab run and the sampler have ended: no process is left behind. */
function stopBeforeQuit(backend: Backend, stopMenu: () => void): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    stopMenu()
    void backend.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}
