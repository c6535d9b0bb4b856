import { isClientMessage } from './rpc-message.ts'

/** What Electron's `ipcMain` and `webContents` offer, as far as the port needs it: tests give their own. */
export interface PortTransport {
  send(message: unknown): void
  /** @returns the stop */
  onMessage(listener: (message: unknown) => void): () => void
}

/** A port as oRPC's message-port adapter understands it: the form of Electron's MessagePortMain. */
export interface HostPort {
  on(event: string, callback: (event?: { data: unknown }) => void): void
  postMessage(message: unknown): void
  /** Ends every stream that runs over the port. */
  close(): void
}

/** @returns a port over one channel of messages; what is no message of a client is dropped */
export function createHostPort(transport: PortTransport): HostPort {
  const listeners = new Map<string, Set<(event?: { data: unknown }) => void>>()
  let open = true
  const emit = (event: string, value?: { data: unknown }): void => {
    for (const callback of listeners.get(event) ?? []) callback(value)
  }
  const stop = transport.onMessage((message) => {
    if (open && isClientMessage(message)) emit('message', { data: message })
  })
  return {
    on(event, callback) {
      const all = listeners.get(event) ?? new Set()
      all.add(callback)
      listeners.set(event, all)
    },
    postMessage(message) {
      if (open) transport.send(message)
    },
    close() {
      if (!open) return
      open = false
      stop()
      emit('close')
    },
  }
}
