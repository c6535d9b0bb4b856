import type Electron from 'electron'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { KnownEvents, refuseUnknown, strict, UnknownApiError } from './strict.ts'

const known = ['role', 'label', 'type', 'click', 'submenu', 'accelerator', 'id', 'enabled']

/** What Electron does for an item's role. Editing is Chromium's own affair and shows no effect here. */
const roles: Readonly<Record<string, (window: BrowserWindow | undefined) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.reload(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
  resetzoom: (window) => window && (window.webContents.zoomLevel = 0),
  zoomin: (window) => window && (window.webContents.zoomLevel += 0.5),
  zoomout: (window) => window && (window.webContents.zoomLevel -= 0.5),
  ...Object.fromEntries(['undo', 'redo', 'cut', 'copy', 'paste', 'selectall'].map((role) => [role, () => {}])),
}

/** An item as `Menu.getApplicationMenu()` shows it. */
interface MenuItem {
  readonly label: string
  readonly type: string
  readonly role: string | undefined
  readonly enabled: boolean
  readonly submenu: MenuObject | null
  click(event?: object, window?: BrowserWindow): void
}

/** A menu tells when it is unfolded; here a test does. */
export interface MenuObject extends KnownEvents {
  readonly items: readonly MenuItem[]
}

function item(template: Electron.MenuItemConstructorOptions): MenuItem {
  refuseUnknown('MenuItem', template, known)
  const role = template.role?.toLowerCase()
  if (role !== undefined && !(role in roles)) throw new UnknownApiError(`the menu role ${role}`)
  const submenu = Array.isArray(template.submenu) ? build(template.submenu) : null
  const made: MenuItem = {
    label: template.label ?? '',
    type: template.type ?? (submenu === null ? 'normal' : 'submenu'),
    role,
    enabled: template.enabled ?? true,
    submenu,
    click(event = {}, window = BrowserWindow.getFocusedWindow() ?? undefined) {
      if (role !== undefined) roles[role]?.(window)
      else if (template.click) Reflect.apply(template.click, undefined, [made, window, event])
    },
  }
  return strict('MenuItem', made)
}

function build(template: readonly Electron.MenuItemConstructorOptions[]): MenuObject {
  const menu = new KnownEvents('Menu', ['menu-will-show', 'menu-will-close'])
  return strict('Menu', Object.assign(menu, { items: template.map(item) }))
}

const current: { menu: MenuObject | null } = { menu: null }

export const Menu = strict('Menu', {
  buildFromTemplate: build,
  setApplicationMenu(menu: MenuObject | null) {
    current.menu = menu
  },
  getApplicationMenu: () => current.menu,
})
