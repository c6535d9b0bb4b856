import { listenOnLoopback } from './listen.ts'
import { createWebServer, type WebServerOptions } from './web-server.ts'

export interface WebHost {
  /** With a token that opens one session; never logged by the host itself. */
  readonly url: string
  readonly port: number
  readonly token: string
  /**
   * Another link, for another browser or tab.
   * @param validMs how long it may wait to be opened; without it as long as the host runs
   */
  freshLink(validMs?: number): string
  stop(): Promise<void>
}

export interface WebHostOptions extends WebServerOptions {
  /** 0 or absent: a free one. */
  readonly port?: number | undefined
}

/**
 * Serves the pages and the contract on loopback, to the person who has the link.
 * @throws Error when the port is taken or may not be used
 */
export async function startWebHost({ port = 0, ...options }: WebHostOptions): Promise<WebHost> {
  const web = createWebServer(options)
  const listening = await listenOnLoopback(web.server, port)
  const link = (token: string): string => `http://127.0.0.1:${listening.port}/#token=${token}`
  const token = web.newToken()
  return {
    url: link(token),
    port: listening.port,
    token,
    freshLink: (validMs) => link(web.newToken(validMs)),
    async stop() {
      web.endConnections()
      await listening.close()
    },
  }
}
