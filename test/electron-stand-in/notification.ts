import type Electron from 'electron'
import { refuseUnknown, strict } from './strict.ts'

type Api = Pick<Electron.Notification, 'title' | 'body' | 'show'>

/** Shows nothing: there is no desktop. What would have been shown is seen by replacing `show`. */
class StandInNotification implements Api {
  title: string
  body: string

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    refuseUnknown('Notification', options, ['title', 'body'])
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    return strict('Notification', this)
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {}
}

export const Notification = strict(
  'Notification',
  StandInNotification satisfies Pick<typeof Electron.Notification, 'isSupported'>,
)
