import type { ElectronApplication } from '@playwright/test'

/** Clicks an item of the native menu as a person does. */
export function chooseMenuItem(application: ElectronApplication, label: string): Promise<void> {
  return application.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => menu.submenu?.items ?? [])
    const item = items.find((each) => each.label === wanted)
    const window = BrowserWindow.getAllWindows()[0]
    if (item === undefined || window === undefined) throw new Error(`The menu has no ${wanted}.`)
    item.click({}, window, window.webContents)
  }, label)
}
