// The module that the app gets when it imports `electron`.
import { fromDevToolsTargetId } from './web-contents.ts'
import { strict } from './strict.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { Notification } from './notification.ts'
export { nativeImage } from './native-image.ts'
export { protocol } from './protocol.ts'
export { screen } from './screen.ts'
export { session } from './session.ts'
export { Tray } from './tray.ts'
export { dialog, nativeTheme } from './desktop.ts'

export const webContents = strict('webContents', { fromDevToolsTargetId })
