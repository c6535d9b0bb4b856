import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type Electron from 'electron'
import { announceTo, BrowserWindow } from './browser-window.ts'
import { takeFolder } from './single-instance.ts'
import { KnownEvents, preventable, strict, UnknownApiError } from './strict.ts'

const emitted = [
  'ready',
  'activate',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'window-all-closed',
  'web-contents-created',
  'child-process-gone',
  'render-process-gone',
]
const events = new KnownEvents('app', emitted)
const state = { name: 'Electron', version: '0.0.0', path: '.', ready: false, quitting: false, ended: false }
const paths = new Map<string, string>([
  ['home', homedir()],
  ['temp', tmpdir()],
  ['appData', process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')],
])
const lock: { release?: (() => void) | undefined } = {}
const ready = new Promise<void>((resolve) => events.once('ready', () => resolve()))
/** Set by whoever can end Chromium. */
const ending: { end: (code: number) => Promise<void> } = { end: (code) => Promise.resolve(process.exit(code)) }

const userData = (): string => paths.get('userData') ?? join(paths.get('appData') ?? '.', state.name)

const members = {
  name: '',
  isPackaged: false,
  whenReady: () => ready,
  isReady: () => state.ready,
  // Every window is sandboxed or refused here.
  enableSandbox: () => {},
  getName: () => state.name,
  getVersion: () => state.version,
  getAppPath: () => state.path,
  getLocale: () => process.env['ELECTRON_STAND_IN_LOCALE'] ?? 'en-US',
  getPath(name: string) {
    const path = name === 'userData' ? userData() : paths.get(name)
    if (path === undefined) throw new UnknownApiError(`the path "${name}"`)
    return path
  },
  setPath(name: string, path: string) {
    if (!existsSync(path)) throw new Error(`Failed to set '${name}' path: there is no ${path}`)
    paths.set(name, path)
  },
  setAboutPanelOptions: () => {},
  showAboutPanel: () => {},
  requestSingleInstanceLock() {
    lock.release ??= takeFolder(userData(), ({ argv, workingDirectory }) => {
      events.emit('second-instance', {}, argv, workingDirectory, {})
    })
    return lock.release !== undefined
  },
  quit() {
    if (state.ended) return
    const before = preventable({})
    events.emit('before-quit', before)
    if (before.defaultPrevented) return
    state.quitting = true
    for (const window of BrowserWindow.getAllWindows()) window.close()
    state.quitting = false
    if (BrowserWindow.getAllWindows().length > 0) return
    const will = preventable({})
    events.emit('will-quit', will)
    if (!will.defaultPrevented) members.exit(0)
  },
  exit(code = 0) {
    if (state.ended) return
    state.ended = true
    events.emit('quit', {}, code)
    lock.release?.()
    void ending.end(code).finally(() => process.exit(code))
  },
} satisfies Partial<Omit<typeof Electron.app, 'on'>>

announceTo({
  contents: (contents) => events.emit('web-contents-created', {}, contents),
  allClosed() {
    if (state.quitting) return
    if (events.listenerCount('window-all-closed') === 0) members.quit()
    else events.emit('window-all-closed')
  },
})

export const app = strict('app', Object.assign(events, members))

/** What the program that starts the app knows, and the app may not. */
export const backstage = {
  userData,
  isEnded: () => state.ended,
  describe(folder: string): void {
    const { name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    Object.assign(state, { name: productName ?? name, version, path: folder })
    members.name = state.name
    Object.assign(app, { name: state.name })
  },
  onEnd(end: (code: number) => Promise<void>): void {
    ending.end = end
  },
  becomeReady(): void {
    state.ready = true
    events.emit('ready', {}, {})
  },
}
