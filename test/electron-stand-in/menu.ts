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

type Template = Electron.MenuItemConstructorOptions | Electron.MenuItem

/** An item as `Menu.getApplicationMenu()` shows it. */
interface Item extends Pick<Electron.MenuItem, 'label' | 'type' | 'enabled'> {
  readonly role: string | undefined
  readonly submenu: Electron.Menu | null
  click(event?: object, window?: BrowserWindow): void
}

function item(template: Template): Item {
  refuseUnknown('MenuItem', template, known)
  const role = template.role?.toLowerCase()
  if (role !== undefined && !(role in roles)) throw new UnknownApiError(`the menu role ${role}`)
  const submenu = Array.isArray(template.submenu) ? build(template.submenu) : null
  const made: Item = {
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

/** A menu tells when it is unfolded; here a test does. */
function build(template: readonly Template[]): Electron.Menu {
  const menu = new KnownEvents('Menu', ['menu-will-show', 'menu-will-close'])
  const items = template.map(item)
  // Of Electron's object it has items and events; anything else throws.
  return strict('Menu', Object.assign(menu, { items })) as unknown as Electron.Menu
}

const current: { menu: Electron.Menu | null } = { menu: null }

export const Menu = strict('Menu', {
  buildFromTemplate: build,
  setApplicationMenu(menu: Electron.Menu | null) {
    current.menu = menu
  },
  getApplicationMenu: () => current.menu,
} satisfies Partial<typeof Electron.Menu>)
