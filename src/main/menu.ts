import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Locale } from '../shared/contract/lab.ts'
import { menuText } from './menu-text.ts'

/** Sets the native menu in the language of the settings. */
export function setMenu(locale: Locale): void {
  const text = menuText(locale)
  const item = (role: MenuItemConstructorOptions['role'], label: string): MenuItemConstructorOptions => ({
    role,
    label,
  })
  const gap: MenuItemConstructorOptions = { type: 'separator' }
  const about: MenuItemConstructorOptions = { label: text.about, click: () => app.showAboutPanel() }
  const template: MenuItemConstructorOptions[] = [
    { label: text.file, submenu: [item('close', text.close), item('quit', text.quit)] },
    {
      label: text.edit,
      submenu: [
        item('undo', text.undo),
        item('redo', text.redo),
        gap,
        item('cut', text.cut),
        item('copy', text.copy),
        item('paste', text.paste),
        item('selectAll', text.selectAll),
      ],
    },
    {
      label: text.view,
      submenu: [
        item('reload', text.reload),
        gap,
        item('resetZoom', text.resetZoom),
        item('zoomIn', text.zoomIn),
        item('zoomOut', text.zoomOut),
        gap,
        item('togglefullscreen', text.fullScreen),
      ],
    },
    { label: text.window, submenu: [item('minimize', text.minimize)] },
    { label: text.help, submenu: [about] },
  ]
  // macOS gives the first menu the app's name.
  const appMenu: MenuItemConstructorOptions = { label: app.name, submenu: [about, gap, item('quit', text.quit)] }
  Menu.setApplicationMenu(Menu.buildFromTemplate(process.platform === 'darwin' ? [appMenu, ...template] : template))
}
