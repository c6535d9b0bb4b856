import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { readPageMessage, type PageMessage } from '../../../shared/host/page-ports.ts'
import type { Client, Connection } from './client.ts'

export interface DesktopBridge {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): () => void
}

/**
 * The preload's bridge as a port; it lives as long as the page. What still comes for a page before this one is not taken
 * for an answer to it.
 */
export function connectDesktop(bridge: DesktopBridge): Connection {
  const page = crypto.randomUUID()
  const port = {
    onMessage: {
      addListener: (listener: (message: unknown) => void) =>
        void bridge.onMessage((value) => {
          const told = readPageMessage(value)
          if (told?.page === page) listener(told.message)
        }),
    },
    onDisconnect: { addListener: () => {} },
    postMessage: (message: unknown) => bridge.send({ page, message } satisfies PageMessage),
  }
  const client: Client = createORPCClient(new RPCLink({ port }))
  return { client, closed: new Promise(() => {}) }
}
