import type { BrowserWindow } from 'electron'
import type { HostPort } from '../shared/host/host-port.ts'
import { openWindowPort } from './ipc-port.ts'

/**
 * Gives the window's page a port, and each page that follows it a new one: a reload ends the former page's streams.
 * @param origin the only one whose messages are believed
 * @param serve connects the backend to a port
 */
export function connectPage(window: BrowserWindow, origin: string, serve: (port: HostPort) => void): void {
  const open = (): HostPort => {
    const port = openWindowPort(window, origin)
    serve(port)
    return port
  }
  let port = open()
  let loaded = false
  // Not at `did-start-navigation`: that one comes before a navigation is denied, and the page would lose its port.
  window.webContents.on('did-navigate', () => {
    if (loaded) {
      port.close()
      port = open()
    }
    loaded = true
  })
  window.on('closed', () => port.close())
}
