import { setTimeout as pause } from 'node:timers/promises'
import type { Backend } from '../backend/create-backend.ts'

/** The pids that listen, by port. */
export type Listeners = Map<number, readonly number[]>

/** As often as the page asks: nothing tells of it by itself. */
const askAgainMs = 2000

/** Asks who listens on these ports, which is no part of the table. */
export async function askListeners(
  ports: readonly number[],
  signaller: Backend['signaller'],
  listeners: Listeners,
): Promise<void> {
  for (const port of new Set(ports)) {
    const { targets } = await signaller.plan({ targets: [{ kind: 'port', port }], tree: false, evenCritical: true })
    listeners.set(
      port,
      targets.map(({ pid }) => pid),
    )
  }
}

/**
 * Keeps the answer as it is now, until `over`.
 * @returns once nothing is asked any more
 */
export async function followListeners(
  ports: readonly number[],
  signaller: Backend['signaller'],
  listeners: Listeners,
  over: AbortSignal,
): Promise<void> {
  if (ports.length === 0) return
  for (;;) {
    try {
      await pause(askAgainMs, undefined, { signal: over })
    } catch {
      return
    }
    // What could not be asked stays as it was.
    await askListeners(ports, signaller, listeners).catch(() => {})
  }
}
