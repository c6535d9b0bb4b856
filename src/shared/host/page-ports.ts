import { createHostPort, type HostPort, type PortTransport } from './host-port.ts'
import { isClientMessage } from './rpc-message.ts'

/** What travels between a window's page and its host: whose load of the page it belongs to, and the message itself. */
export interface PageMessage {
  /** Made up by each load of the page. */
  readonly page: string
  readonly message: unknown
}

/** So many former loads are remembered; a word of an older one is not to be expected any more. */
const mostFormer = 16

/** @returns undefined for what is no message of a page */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (typeof value !== 'object' || value === null || !('page' in value) || !('message' in value)) return undefined
  const { page, message } = value
  return typeof page === 'string' && page.length > 0 && page.length <= 64 ? { page, message } : undefined
}

/**
 * Gives each load of a page a port of its own over the one channel of its window, and ends that of the load before.
 * A navigation and the messages of the page that follows are told by different processes, in either order: only the
 * messages themselves say whose they are.
 * @param serve connects the backend to the port
 * @returns closes the port, and hears no more
 */
export function createPagePorts(transport: PortTransport, serve: (port: HostPort) => void): () => void {
  const former: string[] = []
  let current: { readonly page: string; readonly port: HostPort } | undefined
  let deliver: (message: unknown) => void = () => {}

  const begin = (page: string): void => {
    if (current !== undefined) former.push(current.page)
    if (former.length > mostFormer) former.shift()
    current?.port.close()
    const port = createHostPort({
      send: (message) => transport.send({ page, message } satisfies PageMessage),
      onMessage(listener) {
        deliver = listener
        return () => {}
      },
    })
    current = { page, port }
    serve(port)
  }

  const stop = transport.onMessage((value) => {
    const told = readPageMessage(value)
    if (told === undefined || former.includes(told.page) || !isClientMessage(told.message)) return
    if (told.page !== current?.page) begin(told.page)
    deliver(told.message)
  })
  return () => {
    stop()
    current?.port.close()
  }
}
