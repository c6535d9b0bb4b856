import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, dialog, nativeTheme, session, type BrowserWindow } from 'electron'
import { builtFiles } from '../backend/built-files.ts'
import { createBackend, type Backend } from '../backend/create-backend.ts'
import { packageVersion } from '../backend/package-version.ts'
import type { Settings } from '../shared/contract/settings.ts'
import { appOrigin } from './app-paths.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { tellFailedDownloads } from './downloads.ts'
import { localeOf, menuText } from './menu-text.ts'
import { setMenu } from './menu.ts'
import { notify } from './notify.ts'
import { connectPage } from './connect-page.ts'
import { createTray, type AppTray } from './tray.ts'
import { limitPermissions } from './permissions.ts'
import { confine, openWindow } from './window.ts'

const outMain = import.meta.dirname
const version = packageVersion(outMain)
// electron-vite's dev server, for developers only: a packaged app never reads it.
const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const origin = devUrl === undefined ? appOrigin : new URL(devUrl).origin

app.enableSandbox()
registerAppScheme()
// A Forkscope with a folder of its own is an app of its own: settings, profile and the lock of its single instance.
const givenFolder = process.env['FORKSCOPE_SETTINGS_FOLDER']
if (givenFolder) useFolder(resolve(givenFolder))

if (app.requestSingleInstanceLock()) run().catch(fail)
else app.quit()

/** @param folder is made when there is none: Electron takes no other */
function useFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  app.setPath('userData', folder)
}

async function run(): Promise<void> {
  await app.whenReady()
  const settingsFolder = app.getPath('userData')
  serveApp(join(outMain, '../renderer'))
  limitPermissions(session.defaultSession, origin)
  app.on('web-contents-created', (_event, contents) => confine(contents, origin))
  app.setAboutPanelOptions({ applicationName: 'Forkscope', applicationVersion: version })

  const backend = await createBackend({ files: builtFiles(outMain), version, settingsFolder, tray: true, notify })
  backend.prepare()
  const words = () => menuText(localeOf(backend.settings.get().language, app.getLocale()))
  tellFailedDownloads(session.defaultSession, words, (message) => {
    void dialog.showMessageBox({ type: 'warning', title: 'Forkscope', message })
  })
  const icon = join(outMain, '../../resources/icon.png')
  const tray = createTray({ icon, table: backend.table, open: () => present() })
  stopBeforeQuit(backend, followSettings(backend, tray))

  const show = (): BrowserWindow => {
    const window = openWindow({ preload: join(outMain, '../preload/index.cjs'), settingsFolder, icon })
    connectPage(window, origin, (port) => backend.connectPort(port))
    // With an icon in the status area Forkscope stays, but nobody watches its runs any more.
    window.on('closed', () => {
      backend.lab.stop().catch((cause: unknown) => process.stderr.write(`A run was not ended: ${String(cause)}\n`))
    })
    window.loadURL(devUrl ?? `${appOrigin}/`).catch((cause: unknown) => {
      // Closed while it loaded: nobody misses the page.
      if (!window.isDestroyed()) fail(cause)
    })
    return window
  }
  let window = show()
  const present = (): void => {
    if (window.isDestroyed()) window = show()
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  app.on('second-instance', present)
  app.on('activate', () => {
    if (window.isDestroyed()) window = show()
  })
  app.on('window-all-closed', () => {
    if (!tray.isShown()) app.quit()
  })
}

/**
 * Menu, window frame and tray follow the settings.
 * @returns the stop
 */
function followSettings(backend: Backend, tray: AppTray): () => void {
  const stop = new AbortController()
  const apply = ({ language, theme, tray: wanted }: Settings): void => {
    const locale = localeOf(language, app.getLocale())
    setMenu(locale)
    if (wanted) tray.show(locale)
    else tray.hide()
    nativeTheme.themeSource = theme
  }
  apply(backend.settings.get())
  const follow = async (): Promise<void> => {
    for await (const settings of backend.settings.watch(stop.signal)) apply(settings)
  }
  follow().catch((cause: unknown) => process.stderr.write(`The menu keeps its language: ${String(cause)}\n`))
  return () => {
    stop.abort()
    tray.hide()
  }
}

/** Quitting waits until every lab run and the sampler have ended: no process is left behind. */
function stopBeforeQuit(backend: Backend, stopFollowing: () => void): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    stopFollowing()
    void backend.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}

/** Without a backend there is nothing to show: one sentence, and the end. */
function fail(cause: unknown): void {
  const { couldNotStart } = menuText(localeOf('system', app.getLocale()))
  dialog.showErrorBox(couldNotStart, cause instanceof Error ? cause.message : String(cause))
  app.exit(1)
}
