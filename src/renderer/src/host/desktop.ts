import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { Client, Connection } from './client.ts'

export interface DesktopBridge {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): () => void
}

/** The preload's bridge as a port; it lives as long as the page. */
export function connectDesktop(bridge: DesktopBridge): Connection {
  const port = {
    onMessage: { addListener: (listener: (message: unknown) => void) => void bridge.onMessage(listener) },
    onDisconnect: { addListener: () => {} },
    postMessage: (message: unknown) => bridge.send(message),
  }
  const client: Client = createORPCClient(new RPCLink({ port }))
  return { client, closed: new Promise(() => {}) }
}
