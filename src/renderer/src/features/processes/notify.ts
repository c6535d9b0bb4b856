import { backend } from '../../host/backend-store.ts'

const byHost = (): boolean => backend.getState().about?.capabilities.notifications === true

/** In a browser a person must allow it first; only when they do something may a page ask. */
export function askToNotify(): void {
  if (byHost() || !('Notification' in window) || Notification.permission !== 'default') return
  Notification.requestPermission().catch(() => {
    // The toast tells as well.
  })
}

/** Tells a person who looks elsewhere: through the host where it can, else through the browser where that is allowed. */
export function notify(title: string, body: string): void {
  if (byHost()) {
    backend
      .getState()
      .client?.app.notify({ title, body })
      .catch(() => {
        // The toast tells as well.
      })
  } else if ('Notification' in window && Notification.permission === 'granted') {
    new Notification(title, { body })
  }
}
