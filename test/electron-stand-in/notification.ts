import type Electron from 'electron'
import { refuseUnknown } from './strict.ts'

/** Shows nothing: there is no desktop. What would have been shown is seen by replacing `show`. */
export class Notification {
  readonly title: string
  readonly body: string

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    refuseUnknown('Notification', options, ['title', 'body'])
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {}
}
