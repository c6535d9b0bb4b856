import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { strict } from './strict.ts'

const channels = new EventEmitter()
type Real = typeof Electron.ipcMain
/** As Electron's, but for what they return: an object of ours. */
type Api = { readonly [Name in 'on' | 'off']: (...values: Parameters<Real[Name]>) => object }
type Listener = Parameters<Real['on']>[1]

/** Brings a page's message to the app. */
export function deliver(channel: string, event: object, values: readonly unknown[]): void {
  channels.emit(channel, event, ...values)
}

class IpcMain implements Api {
  on(channel: string, listener: Listener): this {
    channels.on(channel, listener)
    return this
  }

  off(channel: string, listener: Listener): this {
    channels.off(channel, listener)
    return this
  }
}

export const ipcMain = strict('ipcMain', new IpcMain())
