import type { Client } from '../../host/client.ts'
import { receive } from './process-store.ts'

/**
 * Takes the table's stream into the page.
 * @returns the stop: pausing is not to listen, and nobody listening is not to sample
 */
export function followTable(client: Client): () => void {
  const stop = new AbortController()
  const follow = async (): Promise<void> => {
    try {
      for await (const event of await client.processes.watch({}, { signal: stop.signal })) receive(event)
    } catch {
      // Stopped, or the connection broke; whoever reconnects follows again.
    }
  }
  void follow()
  return () => stop.abort()
}
