import { createStore } from 'zustand/vanilla'
import type { About } from '../../../shared/contract/app.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { LinkExpiredError, type Client } from './client.ts'
import { connect } from './connect.ts'

export interface BackendState {
  readonly status: 'connecting' | 'connected' | 'disconnected' | 'expired' | 'no-session'
  /** There as soon as there is a connection, a moment before the host has said what it is. */
  readonly client: Client | undefined
  readonly about: About | undefined
  readonly settings: Settings
}

/** The connection, and what every page needs of the backend. */
export const backend = createStore<BackendState>(() => ({
  status: 'connecting',
  client: undefined,
  about: undefined,
  settings: defaultSettings,
}))

/** Nothing can be signalled or changed: by how Forkscope was started, or by its settings. */
export const isReadOnly = ({ about, settings }: BackendState): boolean =>
  about?.capabilities.readOnly === true || settings.readOnly

const pausesMs = [500, 1000, 2000, 5000]
/** Ends the pause between two attempts. */
let endPause: () => void = () => {}

/** Does not wait for the next attempt to connect. */
export function retryNow(): void {
  endPause()
}

/** Connects, and connects again whenever the connection breaks, until a new link is needed. */
export async function keepConnected(): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { client, closed } = await connect()
      attempt = 0
      backend.setState({ client })
      const [about, settings] = await Promise.all([client.app.about(), client.settings.get()])
      backend.setState({ status: 'connected', about, settings })
      void followSettings(client)
      await closed
    } catch (cause) {
      if (cause instanceof LinkExpiredError) {
        backend.setState({ status: cause.why, client: undefined })
        await cause.renewed
        backend.setState({ status: 'connecting' })
        attempt = -1
        continue
      }
    }
    backend.setState({ status: 'disconnected', client: undefined })
    const pauseMs = pausesMs[Math.min(attempt, pausesMs.length - 1)]
    await new Promise<void>((resolve) => {
      endPause = resolve
      setTimeout(resolve, pauseMs)
    })
  }
}

/** Another window may change them. */
async function followSettings(client: Client): Promise<void> {
  try {
    for await (const settings of await client.settings.watch()) if (unanswered === 0) backend.setState({ settings })
  } catch {
    // The connection broke; the next one follows again.
  }
}

/** Changes of this page that the backend has not answered yet: what it tells meanwhile is older than what is shown. */
let unanswered = 0

/** Changes settings at once here, and in the backend. */
export async function changeSettings(patch: Partial<Settings>): Promise<void> {
  const { client, settings } = backend.getState()
  backend.setState({ settings: { ...settings, ...patch } })
  unanswered += 1
  try {
    const kept = await client?.settings.update(patch)
    if (kept !== undefined && unanswered === 1) backend.setState({ settings: kept })
  } finally {
    unanswered -= 1
  }
}
