import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { strict } from './strict.ts'

const channels = new EventEmitter()
type Listener = (event: Electron.IpcMainEvent, ...values: unknown[]) => void

/** Brings a page's message to the app. */
export function deliver(channel: string, event: object, values: readonly unknown[]): void {
  channels.emit(channel, event, ...values)
}

export const ipcMain = strict('ipcMain', {
  on(channel: string, listener: Listener) {
    channels.on(channel, listener)
    return Reflect.get(module, 'ipcMain')
  },
  off(channel: string, listener: Listener) {
    channels.off(channel, listener)
    return Reflect.get(module, 'ipcMain')
  },
} satisfies Partial<typeof Electron.ipcMain>)

const module = { ipcMain }
