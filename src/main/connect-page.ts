import type { BrowserWindow } from 'electron'
import type { HostPort } from '../shared/host/host-port.ts'
import { createPagePorts } from '../shared/host/page-ports.ts'
import { windowTransport } from './ipc-port.ts'

/**
 * Gives the window's page a port, and each page that follows it a new one: a reload ends the former page's streams.
 * @param origin the only one whose messages are believed
 * @param serve connects the backend to a port
 */
export function connectPage(window: BrowserWindow, origin: string, serve: (port: HostPort) => void): void {
  window.on('closed', createPagePorts(windowTransport(window, origin), serve))
}
