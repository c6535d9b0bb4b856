import { listenOnSocket } from './listen-on-socket.ts'
import { createWebServer, type WebServerOptions } from './web-server.ts'

export interface SocketHost {
  /** Opens one session; never logged by the host itself. */
  readonly token: string
  /** A token for another browser or tab. */
  freshToken(): string
  stop(): Promise<void>
}

export interface SocketHostOptions extends WebServerOptions {
  /** Absolute. */
  readonly path: string
}

/**
 * Serves what the loopback host serves, by the same rules, where other users of the machine cannot even connect: behind
 * a Unix socket, to which `ssh -L PORT:PATH` forwards a port of the person's own machine.
 * @throws Error when the path is taken or may not be used
 */
export async function startSocketHost({ path, ...options }: SocketHostOptions): Promise<SocketHost> {
  const web = createWebServer(options)
  const listening = await listenOnSocket(web.server, path)
  return {
    token: web.newToken(),
    freshToken: () => web.newToken(),
    async stop() {
      web.endConnections()
      await listening.close()
    },
  }
}
