import { Notification } from 'electron'
import type { Note } from '../shared/contract/app.ts'

/** Tells a person who looks elsewhere. Pages have no permission to: the main process does it for them. */
export function notify({ title, body }: Note): void {
  if (Notification.isSupported()) new Notification({ title, body }).show()
}
