import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import type { PortTransport } from '../shared/host/host-port.ts'
import { isTrustedSender } from './trusted-sender.ts'

const channel = 'forkscope'

/** @returns the channel to this window's page; every message's sender is checked */
export function windowTransport(window: BrowserWindow, origin: string): PortTransport {
  const { webContents } = window
  return {
    send(message) {
      if (!webContents.isDestroyed()) webContents.send(channel, message)
    },
    onMessage(listener) {
      const receive = (event: IpcMainEvent, message: unknown): void => {
        const { sender, senderFrame } = event
        const facts = { isWindow: sender === webContents, parent: senderFrame?.parent, url: senderFrame?.url }
        if (isTrustedSender(facts, origin)) listener(message)
      }
      ipcMain.on(channel, receive)
      return () => ipcMain.off(channel, receive)
    },
  }
}
