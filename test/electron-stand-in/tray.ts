import type Electron from 'electron'
import { KnownEvents, strict } from './strict.ts'

type Api = Pick<Electron.Tray, 'setToolTip' | 'setContextMenu' | 'destroy' | 'isDestroyed'>

/** An icon in a status area that nobody sees: tests read what it was given. */
export class Tray extends KnownEvents implements Api {
  private readonly state = { destroyed: false }

  constructor(image: Electron.NativeImage) {
    super('Tray', ['click', 'double-click', 'right-click'])
    if (image.isEmpty()) throw new Error('Failed to load the tray’s image: it would be invisible.')
    return strict('Tray', this)
  }

  setToolTip(text: string): void {
    this.refuseGone()
    if (typeof text !== 'string') throw new TypeError('A tooltip is a text.')
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.refuseGone()
    if (menu !== null && !('items' in menu)) throw new TypeError('This is no menu.')
  }

  destroy(): void {
    this.state.destroyed = true
  }

  isDestroyed(): boolean {
    return this.state.destroyed
  }

  private refuseGone(): void {
    if (this.state.destroyed) throw new TypeError('Object has been destroyed')
  }
}
