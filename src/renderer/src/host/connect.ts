import { connectDesktop, type DesktopBridge } from './desktop.ts'
import { connectWeb } from './web.ts'
import type { Connection } from './client.ts'

declare global {
  interface Window {
    /** Given by the preload script of the desktop host; absent in a browser. */
    readonly forkscope?: DesktopBridge
  }
}

/**
 * Connects to whichever host shows this page.
 * @throws LinkExpiredError when only a new link helps; other errors are worth another try
 */
export function connect(): Promise<Connection> {
  return window.forkscope === undefined ? connectWeb() : Promise.resolve(connectDesktop(window.forkscope))
}
